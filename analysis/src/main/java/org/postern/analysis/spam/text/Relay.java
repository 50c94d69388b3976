// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.Optional;

/**
 * One hand-over of a message from host to host, as a Received field tells it. Words that would break the form in which rules see it have
 * their odd characters replaced.
 *
 * @param ip       address of the host that sent, empty when it was not written
 * @param rdns     its name by reverse lookup
 * @param helo     what it called itself
 * @param by       the host that received
 * @param ident    user name by the ident protocol
 * @param envfrom  envelope sender, when it was written
 * @param id       of the message at the receiver
 * @param auth     how the sender signed in, empty when it did not
 * @param noReverseDns whether the receiver looked the name up and found none
 * @param internal whether it was received by a host of one's own network
 * @param msa      whether the receiver is where users hand in their mail
 */
public record Relay(String ip, String rdns, String helo, String by, String ident, Optional<String> envfrom, String id, String auth,
                    boolean noReverseDns, boolean internal, boolean msa) {

    /** One of which only this is known. */
    public static Relay of(String ip, String rdns, String helo, String by) {
        return new Relay(ip, rdns, helo, by, "", Optional.empty(), "", "", false, false, false);
    }

    /** Whether the address is of a private network. */
    public boolean isPrivate() {
        return IpText.isPrivate(ip);
    }

    Relay internal(boolean isInternal) {
        return new Relay(ip, rdns, helo, by, ident, envfrom, id, auth, noReverseDns, isInternal, msa);
    }

    Relay msa(boolean isMsa) {
        return new Relay(ip, rdns, helo, by, ident, envfrom, id, auth, noReverseDns, internal, isMsa);
    }

    Relay envfrom(String sender) {
        return new Relay(ip, rdns, helo, by, ident, Optional.of(sender), id, auth, noReverseDns, internal, msa);
    }

    /** The form that header rules on relays match. */
    @Override
    public String toString() {
        return "[ ip=" + ip + " rdns=" + rdns + " helo=" + helo + " by=" + by + " ident=" + ident + " envfrom=" + envfrom.orElse("")
            + " intl=" + (internal ? 1 : 0) + " id=" + id + " auth=" + auth + " msa=" + (msa ? 1 : 0) + " ]";
    }
}
