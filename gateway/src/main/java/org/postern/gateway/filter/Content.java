// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.util.List;
import java.util.Map;

import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.Contents;
import org.postern.analysis.facts.DnsFact;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.LanguageFacts;
import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.SenderFacts;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.message.MessageSource;

/**
 * What the bytes of a message tell without asking anybody else.
 *
 * @param headers       header fields of the top part
 * @param parts         MIME entities
 * @param uris          distinct URIs
 * @param anomalies     faults of form and bounds that were hit
 * @param spam          what spam analysis said
 * @param unknown       checks that did not finish
 * @param timingsMicros microseconds that each stage took
 * @param contents      text and header fields below the top part, for rules
 * @param revealed      contents that virus engines are to scan beside the message, because a plain reading of it does not show them
 * @param dns           answers of the DNS that spam rules used
 * @param sender        what is known of the author from earlier mail
 * @param language      what the message is written in
 */
public record Content(List<HeaderField> headers, List<Part> parts, List<String> uris, List<Anomaly> anomalies, SpamAnalysis spam,
                      List<UnknownCheck> unknown, Map<String, Long> timingsMicros, Contents contents, List<MessageSource> revealed,
                      List<DnsFact> dns, SenderFacts sender, LanguageFacts language) {

    public Content {
        dns = List.copyOf(dns);
        revealed = List.copyOf(revealed);
    }

    /** Content for which the DNS was not asked. */
    public Content(List<HeaderField> headers, List<Part> parts, List<String> uris, List<Anomaly> anomalies, SpamAnalysis spam,
                   List<UnknownCheck> unknown, Map<String, Long> timingsMicros, Contents contents, List<MessageSource> revealed) {
        this(headers, parts, uris, anomalies, spam, unknown, timingsMicros, contents, revealed, List.of(), SenderFacts.none(),
            LanguageFacts.none());
    }

    /** Content without text. */
    public Content(List<HeaderField> headers, List<Part> parts, List<String> uris, List<Anomaly> anomalies, SpamAnalysis spam,
                   List<UnknownCheck> unknown, Map<String, Long> timingsMicros) {
        this(headers, parts, uris, anomalies, spam, unknown, timingsMicros, Contents.none(), List.of(), List.of(), SenderFacts.none(),
            LanguageFacts.none());
    }

    /** Nothing is known but that the message cannot be read as mail. */
    static Content unparseable(String detail) {
        return new Content(List.of(), List.of(), List.of(), List.of(new Anomaly(Anomaly.UNPARSEABLE, detail)), SpamAnalysis.none(),
            List.of(new UnknownCheck("content", detail)), Map.of());
    }
}
