// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnslist;

import java.time.Duration;
import java.util.Optional;

import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamInput;
import org.postern.gateway.dns.DnsSource;

/** Asks the DNS what spam rules want to know of a message, all questions at once and each only once. */
public final class ContentLists {
    private final Optional<DnsSource> dns;
    private final ListPauses pauses;
    private final Duration deadline;
    private final SpamBudget budget;

    private ContentLists(Optional<DnsSource> dns, ListPauses pauses, Duration deadline, SpamBudget budget) {
        this.dns = dns;
        this.pauses = pauses;
        this.deadline = deadline;
        this.budget = budget;
    }

    /**
     * The DNS is asked.
     *
     * @param deadline most time that the questions of one message take
     */
    public static ContentLists of(DnsSource dns, ListPauses pauses, Duration deadline, SpamBudget budget) {
        return new ContentLists(Optional.of(dns), pauses, deadline, budget);
    }

    /** Nobody is asked. */
    public static ContentLists none() {
        return new ContentLists(Optional.empty(), null, Duration.ZERO, SpamBudget.defaults());
    }

    /** Whether anybody is asked. */
    public boolean enabled() {
        return dns.isPresent();
    }

    /**
     * Starts to ask, without waiting.
     *
     * @param limit most time that there is for the message
     * @throws IllegalStateException when nobody is to be asked
     */
    public MessageQuestions start(SpamEngine engine, SpamInput input, Duration limit) {
        DnsSource source = dns.orElseThrow(() -> new IllegalStateException("lists in the DNS are not to be asked"));
        MessageQuestions questions = new MessageQuestions(engine, budget, source.within(limit.compareTo(deadline) < 0 ? limit : deadline),
            pauses);
        questions.ask(input);
        return questions;
    }
}
