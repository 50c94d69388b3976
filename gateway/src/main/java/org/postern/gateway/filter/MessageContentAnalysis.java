// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.postern.analysis.facts.Contents;
import org.postern.analysis.facts.PartText;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.mime.RoomForContent;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.spam.SpamCheck;

/**
 * Reads the message once and has what was read weighed for spam. Reading is bounded by the work it may do, so that the same message is
 * judged alike on a busy machine and on an idle one.
 */
public final class MessageContentAnalysis implements ContentAnalysis {
    private final MessageAnalyser analyser;
    private final AnalysisLimits limits;
    private final SpamCheck spamCheck;

    public MessageContentAnalysis(MessageAnalyser analyser, AnalysisLimits limits, SpamCheck spamCheck) {
        this.analyser = analyser;
        this.limits = limits;
        this.spamCheck = spamCheck;
    }

    @Override
    public Content analyse(FilterRequest request, RoomForContent room, Duration budget) throws IOException {
        long start = System.nanoTime();
        Timings timings = new Timings();
        MessageView view = analyser.analyse(request.message(), limits, room);
        timings.stage("mime");
        Duration left = budget.minusNanos(System.nanoTime() - start);
        SpamOutcome spam = left.compareTo(Duration.ZERO) > 0
            ? spamCheck.check(request, view, left)
            : new SpamOutcome(SpamAnalysis.none(), List.of(new UnknownCheck("spam", "reading the message took all the time there was")));
        timings.stage("spam");
        return new Content(view.headers(), view.parts(), view.uris(), view.anomalies(), spam.analysis(), spam.unknown(),
            timings.micros(), contents(view), view.revealed().stream().map(each -> MessageSource.of(each.bytes())).toList(),
            spam.dns(), spam.sender(), spam.language());
    }

    /** The texts of a message that was read, as far as facts keep them. */
    public static Contents contents(MessageView view) {
        return Contents.bounded(view.texts().stream().map(text -> new PartText(text.part(), text.html(), text.rendered())).toList(),
            view.fields());
    }
}
