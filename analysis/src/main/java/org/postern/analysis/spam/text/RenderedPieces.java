// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.List;

/** Collects rendered text piece by piece; white space between pieces is never doubled, and hidden text is marked. */
final class RenderedPieces {
    private record Piece(String text, boolean space, boolean hidden) {
    }

    private final List<Piece> pieces = new ArrayList<>();

    /** Text that HTML puts between others, such as a line break. */
    void space(String text) {
        if (!pieces.isEmpty()) {
            Piece last = last();
            if (!last.space() && !last.hidden() && last.text().endsWith(" ")) {
                pieces.set(pieces.size() - 1, new Piece(last.text().substring(0, last.text().length() - 1), false, false));
            }
        }
        pieces.add(new Piece(text, true, false));
    }

    void text(String source, boolean hidden) {
        String text = collapsed(source);
        if (!hidden && !pieces.isEmpty() && last().space() && text.startsWith(" ")) {
            text = text.substring(1);
        }
        pieces.add(new Piece(text, false, hidden));
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    String lastText() {
        return last().text();
    }

    String all() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    String only(boolean hidden) {
        StringBuilder text = new StringBuilder();
        pieces.stream().filter(piece -> piece.hidden() == hidden).forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    private Piece last() {
        return pieces.get(pieces.size() - 1);
    }

    /** White space of ASCII becomes one space, and so does a no-break space that was decoded with the wrong charset. */
    private static String collapsed(String source) {
        StringBuilder text = new StringBuilder(source.length());
        boolean space = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (Octets.isSpace(c)) {
                if (!space) {
                    text.append(' ');
                }
                space = true;
            } else {
                space = false;
                if (c == '\u00c2' && i + 1 < source.length() && source.charAt(i + 1) == '\u00a0') {
                    text.append(' ');
                    i++;
                } else {
                    text.append(c);
                }
            }
        }
        return text.toString();
    }
}
