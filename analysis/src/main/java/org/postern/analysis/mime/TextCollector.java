// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.ArrayList;
import java.util.List;

/** Gathers the text and the URIs of a message within their bounds. */
final class TextCollector {
    private final AnalysisLimits limits;
    private final AnomalyLog anomalies;
    private final List<TextPart> parts = new ArrayList<>();
    private final List<TextPart> hidden = new ArrayList<>();
    private final UriCollector uris;
    private int used;

    TextCollector(AnalysisLimits limits, AnomalyLog anomalies) {
        this.limits = limits;
        this.anomalies = anomalies;
        this.uris = new UriCollector(limits.uris(), anomalies);
    }

    /** Characters that may still be kept. */
    int room() {
        return limits.decodedText() - used;
    }

    void add(int part, boolean html, String text, boolean cut) {
        collect(part, html, text, cut, parts);
    }

    /** Adds text that mail programs do not show. */
    void addHidden(int part, boolean html, String text) {
        collect(part, html, text, false, hidden);
    }

    private void collect(int part, boolean html, String text, boolean cut, List<TextPart> into) {
        String kept = text;
        if (cut || text.length() > room()) {
            anomalies.bound("decodedText", limits.decodedText());
            kept = text.substring(0, Math.min(text.length(), room()));
        }
        if (kept.isEmpty()) {
            return;
        }
        used += kept.length();
        if (html) {
            HtmlText rendered = HtmlText.render(kept, limits.htmlDepth());
            if (rendered.tooDeep()) {
                anomalies.bound("htmlDepth", limits.htmlDepth());
            }
            rendered.links().forEach(uris::add);
            uris.scan(rendered.text());
            into.add(new TextPart(part, true, kept, rendered.text()));
        } else {
            uris.scan(kept);
            into.add(new TextPart(part, false, kept, kept));
        }
    }

    List<TextPart> hidden() {
        return hidden;
    }

    /** A link that something in the message names. */
    void link(String uri) {
        uris.add(uri);
    }

    List<TextPart> parts() {
        return parts;
    }

    List<String> uris() {
        return uris.all();
    }
}
