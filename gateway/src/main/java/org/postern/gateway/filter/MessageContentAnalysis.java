// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.postern.analysis.facts.Contents;
import org.postern.analysis.facts.PartText;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamOutcome;

/**
 * Reads the message once and runs the spam rules in force over what was read. Both are bounded by the work they may do, so that the
 * same message is judged alike on a busy machine and on an idle one.
 */
public final class MessageContentAnalysis implements ContentAnalysis {
    private final MessageAnalyser analyser;
    private final AnalysisLimits limits;
    private final Supplier<SpamEngine> engine;
    private final SpamBudget spamBudget;

    public MessageContentAnalysis(MessageAnalyser analyser, AnalysisLimits limits, Supplier<SpamEngine> engine, SpamBudget spamBudget) {
        this.analyser = analyser;
        this.limits = limits;
        this.engine = engine;
        this.spamBudget = spamBudget;
    }

    @Override
    public Content analyse(FilterRequest request, Duration budget) throws IOException {
        long start = System.nanoTime();
        Timings timings = new Timings();
        MessageView view = analyser.analyse(request.message(), limits);
        timings.stage("mime");
        SpamOutcome spam = System.nanoTime() - start < budget.toNanos()
            ? engine.get().analyse(view, spamBudget)
            : new SpamOutcome(SpamAnalysis.none(), List.of(new UnknownCheck("spam", "reading the message took all the time there was")));
        timings.stage("spam");
        return new Content(view.headers(), view.parts(), view.uris(), view.anomalies(), spam.analysis(), spam.unknown(),
            timings.micros(), contents(view), view.revealed().stream().map(each -> MessageSource.of(each.bytes())).toList());
    }

    private static Contents contents(MessageView view) {
        return Contents.bounded(view.texts().stream().map(text -> new PartText(text.part(), text.html(), text.rendered())).toList(),
            view.fields());
    }
}
