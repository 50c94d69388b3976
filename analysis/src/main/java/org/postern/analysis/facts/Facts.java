// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of one message, immutable: what rules are evaluated on, what is stored, and what explains a decision later.
 *
 * @param version       version of this record's JSON form, {@link #VERSION} for what this code writes
 * @param messageId     Postern's own id of the message, see {@link MessageId}
 * @param receivedAt    when the message was received
 * @param direction     by the port it arrived on
 * @param envelope      sender and all recipients
 * @param client        who handed it over
 * @param size          bytes as received
 * @param headers       header fields of the top part
 * @param parts         MIME entities, the message itself first
 * @param uris          distinct URIs found in the text and HTML parts
 * @param anomalies     faults of form and bounds that were hit
 * @param virus         what the virus engines said
 * @param spam          what spam analysis said
 * @param unknown       checks that did not finish
 * @param timingsMicros microseconds that each stage took, by its name
 * @param contents      text of the body and header fields below the top part, as far as they are kept
 * @param lists         entries of address lists that speak of the message
 * @param authentication what SPF, DKIM, DMARC and ARC say of the sender
 * @param dns           answers of the DNS that spam rules used
 * @param directory      what directories say of sender, authors and recipients
 * @param sender         what is known of the author from earlier mail
 * @param language       what the message is written in
 */
public record Facts(int version, String messageId, Instant receivedAt, Direction direction, Envelope envelope, Client client,
                    long size, List<HeaderField> headers, List<Part> parts, List<String> uris, List<Anomaly> anomalies,
                    VirusScan virus, SpamAnalysis spam, List<UnknownCheck> unknown, Map<String, Long> timingsMicros,
                    Contents contents, List<ListHit> lists, Authentication authentication, List<DnsFact> dns,
                    DirectoryFacts directory, SenderFacts sender, LanguageFacts language) {
    public static final int VERSION = 1;

    public Facts {
        headers = List.copyOf(headers);
        parts = List.copyOf(parts);
        uris = List.copyOf(uris);
        anomalies = List.copyOf(anomalies);
        unknown = List.copyOf(unknown);
        timingsMicros = Map.copyOf(timingsMicros);
        contents = contents == null ? Contents.none() : contents;
        lists = lists == null ? List.of() : List.copyOf(lists);
        authentication = authentication == null ? Authentication.unchecked() : authentication;
        dns = dns == null ? List.of() : List.copyOf(dns);
        directory = directory == null ? DirectoryFacts.none() : directory;
        sender = sender == null ? SenderFacts.none() : sender;
        language = language == null ? LanguageFacts.none() : language;
    }

    /** Facts without contents and lists. */
    public Facts(int version, String messageId, Instant receivedAt, Direction direction, Envelope envelope, Client client, long size,
                 List<HeaderField> headers, List<Part> parts, List<String> uris, List<Anomaly> anomalies, VirusScan virus,
                 SpamAnalysis spam, List<UnknownCheck> unknown, Map<String, Long> timingsMicros) {
        this(version, messageId, receivedAt, direction, envelope, client, size, headers, parts, uris, anomalies, virus, spam, unknown,
            timingsMicros, Contents.none(), List.of(), Authentication.unchecked(), List.of(), DirectoryFacts.none(), SenderFacts.none(),
            LanguageFacts.none());
    }

    /** Facts of which nothing is known about who sent the message. */
    public Facts(int version, String messageId, Instant receivedAt, Direction direction, Envelope envelope, Client client, long size,
                 List<HeaderField> headers, List<Part> parts, List<String> uris, List<Anomaly> anomalies, VirusScan virus,
                 SpamAnalysis spam, List<UnknownCheck> unknown, Map<String, Long> timingsMicros, Contents contents, List<ListHit> lists) {
        this(version, messageId, receivedAt, direction, envelope, client, size, headers, parts, uris, anomalies, virus, spam, unknown,
            timingsMicros, contents, lists, Authentication.unchecked(), List.of(), DirectoryFacts.none(), SenderFacts.none(),
            LanguageFacts.none());
    }

    /** The same with these contents. */
    public Facts with(Contents others) {
        return new Facts(version, messageId, receivedAt, direction, envelope, client, size, headers, parts, uris, anomalies, virus, spam,
            unknown, timingsMicros, others, lists, authentication, dns, directory, sender, language);
    }

    /** The same with these entries of lists. */
    public Facts with(List<ListHit> others) {
        return new Facts(version, messageId, receivedAt, direction, envelope, client, size, headers, parts, uris, anomalies, virus, spam,
            unknown, timingsMicros, contents, others, authentication, dns, directory, sender, language);
    }

    /** The same with this authentication. */
    public Facts with(Authentication other) {
        return new Facts(version, messageId, receivedAt, direction, envelope, client, size, headers, parts, uris, anomalies, virus, spam,
            unknown, timingsMicros, contents, lists, other, dns, directory, sender, language);
    }

    /** The same with these answers of the DNS. */
    public Facts withDns(List<DnsFact> others) {
        return new Facts(version, messageId, receivedAt, direction, envelope, client, size, headers, parts, uris, anomalies, virus, spam,
            unknown, timingsMicros, contents, lists, authentication, others, directory, sender, language);
    }

    /** The same with this directory. */
    public Facts with(DirectoryFacts other) {
        return new Facts(version, messageId, receivedAt, direction, envelope, client, size, headers, parts, uris, anomalies, virus, spam,
            unknown, timingsMicros, contents, lists, authentication, dns, other, sender, language);
    }

    /** The same with this memory of the author. */
    public Facts with(SenderFacts other) {
        return new Facts(version, messageId, receivedAt, direction, envelope, client, size, headers, parts, uris, anomalies, virus, spam,
            unknown, timingsMicros, contents, lists, authentication, dns, directory, other, language);
    }

    /** The same in this language. */
    public Facts with(LanguageFacts other) {
        return new Facts(version, messageId, receivedAt, direction, envelope, client, size, headers, parts, uris, anomalies, virus, spam,
            unknown, timingsMicros, contents, lists, authentication, dns, directory, sender, other);
    }

    /** Decoded value of the first header field of this name, names compared without regard to case. */
    public Optional<String> header(String name) {
        return headers.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(HeaderField::value).findFirst();
    }
}
