// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.ScoreSet;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamInput;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.analysis.spam.learn.Classification;
import org.postern.analysis.spam.text.MailText;
import org.postern.gateway.learn.AutomaticTeacher;
import org.postern.gateway.learn.MailClassifier;
import org.postern.gateway.request.FilterRequest;

/** Postern's own engine: the spam rules in force, with what was learned as one of their tests. */
public final class RuleCheck implements SpamCheck {
    private final Supplier<SpamEngine> engine;
    private final SpamBudget budget;
    private final MailClassifier classifier;
    private final AutomaticTeacher teacher;

    public RuleCheck(Supplier<SpamEngine> engine, SpamBudget budget, MailClassifier classifier,
                     AutomaticTeacher teacher) {
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
        MailClassifier.Answer learned = classifier.classify(view, request.envelope().recipients());
        Map<Class<?>, Object> findings = new HashMap<>();
        learned.classification().ifPresent(found -> findings.put(Classification.class, found));
        request.senders().await().ifPresent(found -> findings.put(Authentication.class, found));
        MailText text = MailText.read(view.rawStart().getBytes(StandardCharsets.ISO_8859_1),
            Optional.of(request.envelope().sender()), rules.options());
        SpamOutcome outcome = rules.analyse(new SpamInput(text, request.receivedAt(), findings,
            ScoreSet.of(findings.containsKey(Authentication.class), learned.classification().isPresent())), budget);
        teacher.consider(request, outcome, learned.classification());
        if (learned.unknown().isEmpty()) {
            return outcome;
        }
        List<UnknownCheck> unknown = new ArrayList<>(outcome.unknown());
        learned.unknown().ifPresent(unknown::add);
        return new SpamOutcome(outcome.analysis(), unknown);
    }
}
