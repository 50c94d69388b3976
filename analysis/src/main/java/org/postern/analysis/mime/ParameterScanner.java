// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

/** Cuts a structured field at its separators, with quoted strings taken whole and comments dropped. */
final class ParameterScanner {
    private final String text;
    private int position;
    private char end;

    ParameterScanner(String text) {
        this.text = text;
    }

    boolean hasMore() {
        return position < text.length();
    }

    boolean endedWith(char separator) {
        return end == separator;
    }

    /** The text up to one of the separators, which is consumed, or up to the end. */
    String nextPiece(char... separators) {
        StringBuilder piece = new StringBuilder();
        end = 0;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (isAny(c, separators)) {
                end = c;
                break;
            }
            if (c == '"') {
                readQuoted(piece);
            } else if (c == '(' && onlyBlanks(piece)) {
                skipComment();
            } else {
                piece.append(c);
            }
        }
        return piece.toString();
    }

    private void readQuoted(StringBuilder piece) {
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return;
            }
            if (c == '\\' && position < text.length()) {
                c = text.charAt(position++);
            }
            piece.append(c);
        }
    }

    private void skipComment() {
        int depth = 1;
        while (position < text.length() && depth > 0) {
            char c = text.charAt(position++);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == '\\') {
                position++;
            }
        }
    }

    private static boolean onlyBlanks(CharSequence piece) {
        return piece.length() == 0 || piece.length() < 8 && piece.toString().isBlank();
    }

    private static boolean isAny(char c, char[] candidates) {
        for (char candidate : candidates) {
            if (c == candidate) {
                return true;
            }
        }
        return false;
    }
}
