// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.function.Consumer;

/** Cuts Unicode text at white space into pieces that hold at least one letter, digit or underscore. */
final class Words {
    private Words() {
    }

    static void of(String text, Consumer<String> receiver) {
        int from = 0;
        boolean word = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085') {
                if (word) {
                    receiver.accept(text.substring(from, i));
                }
                from = i + 1;
                word = false;
            } else {
                word |= c == '_' || Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
            }
        }
    }
}
