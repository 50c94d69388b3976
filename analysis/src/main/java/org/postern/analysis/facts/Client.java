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
 */
public record Client(String address, Optional<String> name, Optional<String> helo, Optional<String> tls,
                     Optional<String> authenticatedUser) {

    /** A client of which only the address is known. */
    public static Client of(String address) {
        return new Client(address, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
