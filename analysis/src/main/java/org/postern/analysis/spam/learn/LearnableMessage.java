// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.mime.TextPart;

/**
 * What the classifier looks at, all in octets (one character below 256 for each byte of UTF-8), and bounded, so that a huge message
 * costs no more than a large one.
 *
 * @param headers   header fields of the top part, decoded
 * @param body      the subject and then the visible paragraphs
 * @param invisible paragraphs that a reader does not see
 * @param uris      distinct URIs
 * @param content   leading decoded text as written, markup kept
 * @param octets    the message's own beginning, header and body as they came
 */
public record LearnableMessage(List<HeaderField> headers, List<String> body, List<String> invisible, List<String> uris, String content,
                               String octets) {
    /** Characters of all texts together that are learned from. */
    private static final int TEXT_WINDOW = 60_000;
    private static final int CONTENT_WINDOW = 16_000;
    private static final int BEGINNING = 2_000;
    private static final int MOST_URIS = 100;
    private static final int VALUE_WINDOW = 2_000;
    private static final int MOST_FIELDS = 120;
    /** Fields that filters and local delivery add: they would teach the classifier its own verdicts, and who reported a message. */
    private static final Set<String> LOCAL = Set.of("return-path", "delivered-to", "x-quarantine-item", "authentication-results",
        "arc-authentication-results", "received-spf");
    private static final List<String> LOCAL_PREFIXES = List.of("x-postern-", "x-spam-", "x-virus-", "x-james-", "x-quarantine-");

    public LearnableMessage {
        headers = List.copyOf(headers);
        body = List.copyOf(body);
        invisible = List.copyOf(invisible);
        uris = List.copyOf(uris);
    }

    /** What is learned from a message that has been read. */
    public static LearnableMessage of(MessageView view) {
        List<String> body = new ArrayList<>();
        body.add(octets(view.subject()));
        StringBuilder content = new StringBuilder();
        int room = TEXT_WINDOW;
        for (TextPart part : view.texts()) {
            String rendered = start(part.rendered(), room);
            room -= rendered.length();
            rendered.lines().map(LearnableMessage::octets).filter(line -> !line.isBlank()).forEach(body::add);
            if (content.length() < CONTENT_WINDOW) {
                content.append(octets(start(part.decoded(), CONTENT_WINDOW - content.length()))).append('\n');
            }
        }
        List<String> uris = view.uris().stream().limit(MOST_URIS).map(uri -> octets(start(uri, VALUE_WINDOW))).toList();
        return new LearnableMessage(fields(view.headers()), body, List.of(), uris, content.toString(),
            beginning(view));
    }

    private static List<HeaderField> fields(List<HeaderField> all) {
        return all.stream()
            .filter(field -> !isLocal(field.name().toLowerCase(Locale.ROOT)))
            .limit(MOST_FIELDS)
            .map(field -> new HeaderField(field.name(), octets(start(field.raw(), VALUE_WINDOW)),
                octets(start(field.value(), VALUE_WINDOW))))
            .toList();
    }

    private static String beginning(MessageView view) {
        StringBuilder beginning = new StringBuilder(2 * BEGINNING);
        for (HeaderField field : view.headers()) {
            if (beginning.length() < BEGINNING && !isLocal(field.name().toLowerCase(Locale.ROOT))) {
                beginning.append(field.name()).append(": ").append(octets(start(field.raw(), VALUE_WINDOW))).append('\n');
            }
        }
        beginning.setLength(Math.min(beginning.length(), BEGINNING));
        String raw = view.rawStart();
        int body = Math.min(view.rawHeader().length(), raw.length());
        return beginning.append('\n').append(raw, body, Math.min(raw.length(), body + BEGINNING)).toString();
    }

    private static boolean isLocal(String name) {
        return LOCAL.contains(name) || LOCAL_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static String start(String text, int length) {
        return text.length() <= length ? text : text.substring(0, Math.max(0, length));
    }

    private static String octets(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return text;
    }
}
