// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.Optional;

/** The answers to the questions of one message, as a finding for the rules. Where rules find none, nobody asks the DNS for them. */
@FunctionalInterface
public interface DnsReplies {

    /** What became of this question; may wait for it. Empty when it was not asked. */
    Optional<DnsReply> to(DnsQuery query);
}
