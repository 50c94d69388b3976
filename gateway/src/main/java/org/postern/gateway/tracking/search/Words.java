// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes text apart into words: runs of letters and digits, without case and accents. A character of a script that is written without
 * spaces is a word.
 */
final class Words {
    private static final int LONGEST = 100;
    private static final int MOST = 2000;

    private Words() {
    }

    static List<String> of(String text) {
        // up and down again, so that the German sharp s and a double s are the same
        String plain = Normalizer.normalize(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().filter(c -> !isMark(c)).forEach(c -> {
            boolean alone = standsAlone(c);
            if (alone || !Character.isLetterOrDigit(c)) {
                end(word, words);
            }
            if (Character.isLetterOrDigit(c) && word.length() < LONGEST) {
                word.appendCodePoint(c);
            }
            if (alone) {
                end(word, words);
            }
        });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (word.length() > 0 && words.size() < MOST) {
            words.add(word.toString());
        }
        word.setLength(0);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean standsAlone(int c) {
        if (c < 0x0E00) {
            return false;
        }
        return Character.isIdeographic(c) || switch (Character.UnicodeScript.of(c)) {
            case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetterOrDigit(c);
            default -> false;
        };
    }
}
