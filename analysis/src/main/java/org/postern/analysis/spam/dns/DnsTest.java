// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.spam.eval.EvalCall;
import org.postern.analysis.spam.eval.EvalContext;
import org.postern.analysis.spam.eval.EvalOutcome;
import org.postern.analysis.spam.eval.EvalTest;

/**
 * A test that the DNS settles. It tells its questions first and is evaluated when they are answered; until then, and when they are not,
 * it is unknown.
 */
public final class DnsTest implements EvalTest {
    /** How often answers may lead to further questions: a name, its name servers, their addresses, what a list says of these. */
    public static final int MOST_ROUNDS = 4;
    private static final int MOST_QUERIES = 200;

    /** Finds what is to be looked up, from the message and from answers that are there already. */
    @FunctionalInterface
    interface Lookups {
        List<Subject> of(EvalContext context);
    }

    private final Lookups preliminary;
    private final Lookups lookups;
    private final ReplyMatch match;
    private final boolean tellsRefusal;

    /**
     * A test.
     *
     * @param preliminary what must be known to make the real questions
     * @param lookups     the questions whose answers the rule matches
     * @param match       which answers are a hit
     */
    DnsTest(EvalCall call, Lookups preliminary, Lookups lookups, ReplyMatch match) {
        this.preliminary = preliminary;
        this.lookups = lookups;
        this.match = match;
        this.tellsRefusal = BlockRules.of(call.options()).tellsRefusal(call.rule());
    }

    /** A test that needs no answers to make its questions. */
    DnsTest(EvalCall call, Lookups lookups, ReplyMatch match) {
        this(call, context -> List.of(), lookups, match);
    }

    /** All questions that can be made by what is known. */
    public Set<DnsQuery> queries(EvalContext context) {
        Set<DnsQuery> queries = new LinkedHashSet<>();
        preliminary.of(context).forEach(subject -> queries.add(subject.query()));
        lookups.of(context).forEach(subject -> queries.add(subject.query()));
        return queries.stream().limit(MOST_QUERIES).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public EvalOutcome evaluate(EvalContext context) {
        Optional<DnsReplies> replies = context.finding(DnsReplies.class);
        if (replies.isEmpty()) {
            // Beside checks of the sender, rules for the network run; those for which nobody asks count as in an installation without
            // that plugin, or every message would have dozens of unknown rules.
            return context.finding(Authentication.class).isPresent() ? EvalOutcome.miss() : EvalOutcome.unknown("no server was asked");
        }
        Optional<String> failure = preliminary.of(context).stream().flatMap(subject -> failure(subject, replies.get()).stream())
            .findFirst();
        for (Subject subject : lookups.of(context)) {
            Optional<DnsReply> reply = replies.get().to(subject.query());
            Optional<String> hit = reply.flatMap(known -> hit(known));
            if (hit.isPresent()) {
                return EvalOutcome.hit(shown(subject, hit.get()));
            }
            failure = failure.isPresent() ? failure : failure(subject, replies.get());
        }
        return failure.map(EvalOutcome::unknown).orElseGet(EvalOutcome::miss);
    }

    private Optional<String> hit(DnsReply reply) {
        if (reply instanceof DnsReply.Refused refused && tellsRefusal) {
            return match.in(new DnsReply.Found(refused.values()));
        }
        return reply instanceof DnsReply.Refused ? Optional.empty() : match.in(reply);
    }

    private Optional<String> failure(Subject subject, DnsReplies replies) {
        String list = subject.query().list().isEmpty() ? subject.query().name() : subject.query().list();
        Optional<DnsReply> reply = replies.to(subject.query());
        if (reply.isEmpty()) {
            return Optional.of(list + " was not asked");
        }
        if (reply.get() instanceof DnsReply.Failed failed) {
            return Optional.of(list + " gave no answer: " + failed.reason());
        }
        return reply.get() instanceof DnsReply.Refused refused && !tellsRefusal
            ? Optional.of(list + " does not serve this gateway: " + refused.reason()) : Optional.empty();
    }

    private static String shown(Subject subject, String answer) {
        return subject.query().list().isEmpty() ? subject.query() + ": " + answer
            : subject.shown() + " in " + subject.query().list() + ": " + answer;
    }
}
