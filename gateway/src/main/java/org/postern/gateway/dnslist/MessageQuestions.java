// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnslist;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.postern.analysis.facts.DnsFact;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamInput;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.analysis.spam.dns.BlockRules;
import org.postern.analysis.spam.dns.DnsQuery;
import org.postern.analysis.spam.dns.DnsReplies;
import org.postern.analysis.spam.dns.DnsReply;
import org.postern.analysis.spam.dns.DnsTest;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsQuestion;
import org.postern.gateway.dns.DnsType;

/** The questions of one message on their way. It serves one thread; what waits does so at most until the message's time is over. */
public final class MessageQuestions {
    private static final int MOST_QUESTIONS = 500;
    private static final int MOST_TOLD = 200;
    private static final String OVER = "the message has more questions than are asked";

    private final SpamEngine engine;
    private final SpamBudget budget;
    private final Dns dns;
    private final ListPauses pauses;
    private final Map<DnsQuery, CompletableFuture<DnsReply>> asked = new LinkedHashMap<>();
    private boolean settled;

    MessageQuestions(SpamEngine engine, SpamBudget budget, Dns dns, ListPauses pauses) {
        this.engine = engine;
        this.budget = budget;
        this.dns = dns;
        this.pauses = pauses;
    }

    /** Asks what can be asked by what is known now; answers that are there already may lead further. Never waits. */
    public boolean ask(SpamInput input) {
        Map<Class<?>, Object> findings = new HashMap<>(input.findings());
        findings.put(DnsReplies.class, (DnsReplies) query -> Optional.ofNullable(asked.get(query)).filter(CompletableFuture::isDone)
            .map(CompletableFuture::join));
        Set<DnsQuery> questions = engine.questions(new SpamInput(input.message(), input.receivedAt(), findings, input.scores()), budget);
        int before = asked.size();
        questions.forEach(question -> asked.computeIfAbsent(question, this::start));
        return asked.size() > before;
    }

    /** The answers, for the rules; the first look at them waits for all. */
    public DnsReplies replies(SpamInput input) {
        return query -> {
            settle(input);
            return Optional.ofNullable(asked.get(query)).map(CompletableFuture::join);
        };
    }

    /** What was asked and answered, as far as it is kept: all that was found or failed, and what was not found while there is room. */
    public List<DnsFact> facts() {
        List<DnsFact> facts = new ArrayList<>();
        List<DnsFact> nothing = new ArrayList<>();
        asked.forEach((query, reply) -> {
            DnsFact fact = fact(query, reply.getNow(new DnsReply.Failed("not waited for")));
            (fact.result() == DnsFact.Result.NONE ? nothing : facts).add(fact);
        });
        facts.addAll(nothing);
        return List.copyOf(facts.subList(0, Math.min(MOST_TOLD, facts.size())));
    }

    /** Lets the lists rest whose refusal a rule of the files tells. */
    public void heed(SpamOutcome outcome) {
        BlockRules rules = BlockRules.of(engine.options());
        for (String rule : rules.rules()) {
            boolean hit = outcome.subtests().containsKey(rule)
                || outcome.analysis().hits().stream().map(SpamHit::rule).anyMatch(rule::equals);
            if (hit) {
                rules.lists(rule).forEach(list -> rules.time().ifPresentOrElse(
                    time -> pauses.pause(list, time, "the rule " + rule + " says so"),
                    () -> pauses.pause(list, "the rule " + rule + " says so")));
            }
        }
    }

    private void settle(SpamInput input) {
        for (int round = 0; !settled && round < DnsTest.MOST_ROUNDS; round++) {
            CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new)).join();
            settled = !ask(input);
        }
        settled = true;
    }

    private CompletableFuture<DnsReply> start(DnsQuery query) {
        Optional<ListPause> pause = pauses.covering(query.name());
        if (pause.isPresent()) {
            return CompletableFuture.completedFuture(new DnsReply.Refused(List.of(), pause.get().reason()));
        }
        if (asked.size() >= MOST_QUESTIONS) {
            return CompletableFuture.completedFuture(new DnsReply.Failed(OVER));
        }
        return dns.start(new DnsQuestion(query.name(), DnsType.valueOf(query.type().name()))).thenApply(answer -> reply(query, answer));
    }

    private DnsReply reply(DnsQuery query, DnsAnswer answer) {
        if (answer.failed()) {
            return new DnsReply.Failed(answer.failure());
        }
        if (answer.empty()) {
            return new DnsReply.Nothing(answer instanceof DnsAnswer.NoSuchName);
        }
        Optional<String> refusal = query.list().isEmpty() || query.type() != DnsQuery.Type.A ? Optional.empty()
            : Refusals.in(query.list(), answer.values());
        refusal.ifPresent(reason -> pauses.pause(query.list(), reason));
        return refusal.<DnsReply>map(reason -> new DnsReply.Refused(answer.values(), reason))
            .orElseGet(() -> new DnsReply.Found(answer.values()));
    }

    private static DnsFact fact(DnsQuery query, DnsReply reply) {
        String type = query.type().name();
        if (reply instanceof DnsReply.Found found) {
            return new DnsFact(query.name(), type, DnsFact.Result.FOUND, found.values());
        } else if (reply instanceof DnsReply.Refused refused) {
            return new DnsFact(query.name(), type, DnsFact.Result.REFUSED, refused.values());
        } else if (reply instanceof DnsReply.Failed failed) {
            return new DnsFact(query.name(), type, DnsFact.Result.FAILED, List.of(failed.reason()));
        }
        return new DnsFact(query.name(), type, DnsFact.Result.NONE, List.of());
    }
}
