// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.Optional;

/**
 * Who handed the message over by SMTP.
 *
 * @param address           IP address in its textual form, without brackets
 * @param name              host name by reverse DNS, when it was looked up
 * @param helo              name given at HELO or EHLO
 * @param tls               protocol and cipher of the session, empty on plain text
 * @param authenticatedUser user of SMTP AUTH
 * @param country           two letters of ISO 3166-1 of the country that the address is used in, when it was looked up
 * @param network           the address's autonomous system as "AS64496 Example Networks", when it was looked up
 */
public record Client(String address, Optional<String> name, Optional<String> helo, Optional<String> tls,
                     Optional<String> authenticatedUser, Optional<String> country, Optional<String> network) {

    public Client {
        country = country == null ? Optional.empty() : country;
        network = network == null ? Optional.empty() : network;
    }

    /** A client of which nobody looked up where it is. */
    public Client(String address, Optional<String> name, Optional<String> helo, Optional<String> tls,
                  Optional<String> authenticatedUser) {
        this(address, name, helo, tls, authenticatedUser, Optional.empty(), Optional.empty());
    }

    /** The same at this place. */
    public Client at(Optional<String> place, Optional<String> system) {
        return new Client(address, name, helo, tls, authenticatedUser, place, system);
    }

    /** A client of which only the address is known. */
    public static Client of(String address) {
        return new Client(address, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
