// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.mime.TextPart;

/**
 * The texts of one message in the form that rules are written for: one character for each byte of UTF-8. The body is the subject and
 * then each paragraph with its white space collapsed; the raw body is the decoded text in pieces of whole lines.
 */
final class SpamTexts {
    /** Characters of one text part that body rules see. */
    private static final int BODY_WINDOW = 50_000;
    /** Characters of one text part that rawbody rules see. */
    private static final int RAW_WINDOW = 500_000;
    private static final int PIECE = 2048;

    private final MessageView view;
    private final Map<SpamTest.TextKind, List<String>> texts = new EnumMap<>(SpamTest.TextKind.class);

    SpamTexts(MessageView view) {
        this.view = view;
    }

    List<String> of(SpamTest.TextKind kind) {
        return texts.computeIfAbsent(kind, wanted -> switch (wanted) {
            case BODY -> body();
            case RAWBODY -> rawBody();
            case URI -> view.uris().stream().map(SpamTexts::octets).toList();
            case FULL -> List.of(view.rawStart().replace("\r\n", "\n"));
        });
    }

    boolean hasHeader(String name) {
        return view.headers().stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
    }

    /** The selected value with a line end, all fields of the name in order; nothing when there is none. */
    Optional<String> header(HeaderSelector selector) {
        if (selector.all()) {
            return Optional.of(view.rawHeader().replace("\r\n", "\n"));
        }
        StringBuilder value = new StringBuilder();
        boolean found = false;
        for (HeaderField field : view.headers()) {
            if (selector.selects(field.name())) {
                found = true;
                value.append(prepared(field, selector.form())).append('\n');
            }
        }
        return found ? Optional.of(octets(value.toString())) : Optional.empty();
    }

    private static String prepared(HeaderField field, HeaderSelector.Form form) {
        return switch (form) {
            case DECODED -> field.value();
            case RAW -> field.raw();
            case ADDRESS -> MailboxText.address(field.raw());
            case NAME -> MailboxText.name(field.value());
        };
    }

    private List<String> body() {
        List<String> lines = new ArrayList<>();
        lines.add(octets(view.subject()) + "\n");
        for (TextPart part : view.texts()) {
            for (String paragraph : octets(start(part.rendered(), BODY_WINDOW)).split("\n[ \t\r]*\n")) {
                addInPieces(paragraph.replaceAll("[ \t\r\n\f]+", " ").strip(), ' ', lines);
            }
        }
        return lines;
    }

    private List<String> rawBody() {
        List<String> pieces = new ArrayList<>();
        for (TextPart part : view.texts()) {
            addInPieces(octets(start(part.decoded(), RAW_WINDOW)).replace("\r\n", "\n"), '\n', pieces);
        }
        return pieces;
    }

    /** Cuts behind a separator once a piece is long enough, so that no expression runs over one endless text. */
    private static void addInPieces(String text, char separator, List<String> pieces) {
        int from = 0;
        while (from < text.length()) {
            int to = text.length() - from <= PIECE ? -1 : text.indexOf(separator, from + PIECE);
            int end = to < 0 ? text.length() : to + 1;
            end = Math.min(end, from + 4 * PIECE);
            pieces.add(text.substring(from, end));
            from = end;
        }
    }

    private static String start(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
