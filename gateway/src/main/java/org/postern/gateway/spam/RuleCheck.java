// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.LanguageFacts;
import org.postern.analysis.facts.SenderFacts;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.ScoreSet;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamInput;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.analysis.spam.dns.DnsReplies;
import org.postern.analysis.spam.eval.ServersAsked;
import org.postern.analysis.spam.impersonation.OwnDomains;
import org.postern.analysis.spam.learn.Classification;
import org.postern.analysis.spam.text.IpText;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Relay;
import org.postern.gateway.dnslist.ContentLists;
import org.postern.gateway.dnslist.MessageQuestions;
import org.postern.gateway.learn.AutomaticTeacher;
import org.postern.gateway.learn.MailClassifier;
import org.postern.gateway.reputation.SenderMemory;
import org.postern.gateway.request.FilterRequest;

/** Postern's own engine: the spam rules in force, with what was learned as one of their tests. */
public final class RuleCheck implements SpamCheck {
    private final Supplier<SpamEngine> engine;
    private final SpamBudget budget;
    private final MailClassifier classifier;
    private final AutomaticTeacher teacher;
    private final ContentLists lists;
    private final Optional<OwnDomains> own;
    private final SenderMemory memory;
    private final Optional<Function<String, Optional<String>>> countries;

    public RuleCheck(Supplier<SpamEngine> engine, SpamBudget budget, MailClassifier classifier,
                     AutomaticTeacher teacher) {
        this(engine, budget, classifier, teacher, ContentLists.none(), Optional.empty(), SenderMemory.none());
    }

    /**
     * A check whose rules know more.
     *
     * @param lists the lists in the DNS that they may ask
     * @param own   the domains of those who receive, by which rules see who pretends to be of them
     * @param memory what is known of senders from earlier mail
     */
    public RuleCheck(Supplier<SpamEngine> engine, SpamBudget budget, MailClassifier classifier,
                     AutomaticTeacher teacher, ContentLists lists, Optional<OwnDomains> own, SenderMemory memory) {
        this(engine, budget, classifier, teacher, lists, own, memory, Optional.empty());
    }

    /**
     * A check whose rules know all there is to know.
     *
     * @param lists     the lists in the DNS that they may ask
     * @param own       the domains of those who receive, by which rules see who pretends to be of them
     * @param memory    what is known of senders from earlier mail
     * @param countries address to the two letters of its country; empty where nobody knows
     */
    public RuleCheck(Supplier<SpamEngine> engine, SpamBudget budget, MailClassifier classifier,
                     AutomaticTeacher teacher, ContentLists lists, Optional<OwnDomains> own, SenderMemory memory,
                     Optional<Function<String, Optional<String>>> countries) {
        this.countries = countries;
        this.lists = lists;
        this.own = own;
        this.memory = memory;
        this.engine = engine;
        this.budget = budget;
        this.classifier = classifier;
        this.teacher = teacher;
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public SpamOutcome check(FilterRequest request, MessageView view, Duration limit) {
        SpamEngine rules = engine.get();
        MailText text = MailText.read(view.rawStart().getBytes(StandardCharsets.ISO_8859_1),
            Optional.of(request.envelope().sender()), rules.options());
        countries.ifPresent(text::placedBy);
        boolean stranger = request.direction() == Direction.INCOMING && request.client().authenticatedUser().isEmpty();
        String address = request.client().address();
        if (stranger && IpText.isAddress(address) && !IpText.isPrivate(address)) {
            text.handedOverBy(Relay.of(address, request.client().name().orElse(""),
                request.client().helo().orElse(""), ""));
        }
        Optional<MessageQuestions> questions = stranger && lists.enabled() && rules.asks(ScoreSet.NETWORK_AND_LEARNER)
            ? Optional.of(lists.start(rules, new SpamInput(text, request.receivedAt(), Map.of(), ScoreSet.NETWORK_AND_LEARNER), limit))
            : Optional.empty();
        MailClassifier.Answer learned = classifier.classify(view, request.envelope().recipients());
        Map<Class<?>, Object> findings = new HashMap<>();
        learned.classification().ifPresent(found -> findings.put(Classification.class, found));
        Optional<Authentication> proofs = request.senders().await();
        proofs.ifPresent(found -> findings.put(Authentication.class, found));
        Optional<SenderFacts> earlier = stranger ? memory.of(request, view.headers(), proofs, limit) : Optional.empty();
        earlier.ifPresent(found -> findings.put(SenderFacts.class, found));
        own.filter(any -> stranger).ifPresent(domains -> findings.put(OwnDomains.class, domains));
        ScoreSet scores = ScoreSet.of(questions.isPresent() || findings.containsKey(Authentication.class),
            learned.classification().isPresent());
        questions.ifPresent(asked -> {
            findings.put(ServersAsked.class, new ServersAsked());
            SpamInput known = new SpamInput(text, request.receivedAt(), findings, scores);
            asked.ask(known);
            findings.put(DnsReplies.class, asked.replies(known));
        });
        SpamOutcome outcome = rules.analyse(new SpamInput(text, request.receivedAt(), findings, scores), budget);
        questions.ifPresent(asked -> asked.heed(outcome));
        teacher.consider(request, outcome, learned.classification());
        return outcome.with(questions.map(MessageQuestions::facts).orElse(List.of())).unknown(learned.unknown().stream().toList())
            .with(earlier.orElseGet(SenderFacts::none)).with(new LanguageFacts(text.languages().languages()));
    }
}
