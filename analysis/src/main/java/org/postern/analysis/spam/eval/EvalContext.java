// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.SpamMessage;

/** What an eval test may ask while it looks at one message. */
public interface EvalContext {

    SpamMessage message();

    RuleOptions options();

    /** When the message was received. */
    Instant receivedAt();

    /** How often a rule that ran earlier (of a lower priority, or a regular expression of the same) has matched; 0 when it did not. */
    int hits(String rule);

    /** What another part found out about the message beforehand: the learner, SPF, DKIM, DNS. Nothing when it was not asked. */
    <T> Optional<T> finding(Class<T> type);

    /** Work that several tests share, done once for the message. */
    <T> T shared(Class<T> type, Function<EvalContext, T> maker);

    /** Counts work against the message's budget, in characters looked at; ends the test as unknown when the budget is spent. */
    void spend(long steps);

    /** A text whose every look-up counts against the budget, for the regular expressions of tests. */
    CharSequence watch(String text);
}
