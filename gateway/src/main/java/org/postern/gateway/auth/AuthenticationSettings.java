// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.postern.gateway.auth.dkim.DkimPolicy;
import org.postern.gateway.auth.dmarc.Dmarc;
import org.postern.gateway.network.IpNetwork;

/**
 * How senders are checked.
 *
 * @param deadline       most time that the checks of one message take
 * @param dkim           what is asked of signatures
 * @param discovery      how organisational domains are found
 * @param trustedSealers domains whose ARC seals are believed
 * @param exempt         networks of clients whose mail is not checked
 */
public record AuthenticationSettings(Duration deadline, DkimPolicy dkim, Dmarc.Discovery discovery, Set<String> trustedSealers,
                                     List<IpNetwork> exempt) {
    public AuthenticationSettings {
        trustedSealers = Set.copyOf(trustedSealers);
        exempt = List.copyOf(exempt);
    }
}
