// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.impersonation;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** Tells whether one domain can be taken for another: by letters that look alike, a letter more, less or exchanged, or a word added. */
final class LookAlike {
    /** Names so short differ by one letter without any intent. */
    private static final int SHORT = 5;
    private static final Map<Integer, String> SHAPES = Map.ofEntries(shape('0', "o"), shape('1', "l"), shape('|', "l"), shape('3', "e"),
        shape('5', "s"), shape('\u0430', "a"), shape('\u0435', "e"), shape('\u043e', "o"), shape('\u0440', "p"), shape('\u0441', "c"),
        shape('\u0443', "y"), shape('\u0445', "x"), shape('\u0456', "l"), shape('\u0458', "j"), shape('\u0455', "s"),
        shape('\u04cf', "l"), shape('\u0501', "d"), shape('\u051b', "q"), shape('\u051d', "w"), shape('\u04bb', "h"),
        shape('\u043a', "k"), shape('\u043c', "m"), shape('\u0442', "t"), shape('\u043f', "n"), shape('\u0432', "b"),
        shape('\u03bf', "o"), shape('\u03b1', "a"), shape('\u03c1', "p"), shape('\u03bd', "v"), shape('\u03b9', "l"),
        shape('\u03ba', "k"), shape('\u03c5', "u"), shape('\u0131', "l"), shape('\u0261', "g"), shape('\u026a', "l"),
        shape('\u00df', "b"), shape('\u0111', "d"), shape('\u0142', "l"), shape('\u00f8', "o"), shape('i', "l"));

    private LookAlike() {
    }

    /**
     * Whether a name can be taken for a domain.
     *
     * @param name   a domain in ASCII or Unicode form, that is another one
     * @param domain in ASCII form
     */
    static boolean of(String name, String domain) {
        String here = shape(name);
        String there = shape(domain);
        if (here.equals(there) || here.startsWith(there + ".") || here.startsWith(there.replace('.', '-') + ".")) {
            return true;
        }
        String label = label(here);
        String own = label(there);
        if (own.length() <= SHORT) {
            return false;
        }
        return label.equals(own) && !here.equals(there) || oneApart(label, own) || label.startsWith(own + "-") || label.endsWith("-" + own);
    }

    /** What a name looks like: marks gone, letters of other scripts and pairs that look like one letter in their Latin form. */
    static String shape(String name) {
        String unicode = name;
        try {
            unicode = IDN.toUnicode(name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            // Then it is looked at as it is written.
            unicode = name;
        }
        StringBuilder shape = new StringBuilder();
        Normalizer.normalize(unicode.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD).codePoints()
            .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
            .forEach(c -> shape.append(SHAPES.getOrDefault(c, Character.toString(c))));
        return shape.toString().replace("rn", "m").replace("vv", "w").replace("cl", "d");
    }

    /** The label that people read: the first one behind which only a registry's part can stand. */
    private static String label(String shape) {
        String[] labels = shape.split("\\.");
        int last = labels.length - 1;
        boolean twoLevels = last >= 2 && labels[last].length() == 2 && labels[last - 1].length() <= 3;
        return labels[Math.max(0, last - (twoLevels ? 2 : 1))];
    }

    /** One letter inserted, left out, exchanged, or two neighbours swapped. */
    private static boolean oneApart(String one, String other) {
        if (one.equals(other) || Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        int from = 0;
        while (from < Math.min(one.length(), other.length()) && one.charAt(from) == other.charAt(from)) {
            from++;
        }
        int i = one.length();
        int j = other.length();
        while (i > from && j > from && one.charAt(i - 1) == other.charAt(j - 1)) {
            i--;
            j--;
        }
        int here = i - from;
        int there = j - from;
        boolean swapped = here == 2 && there == 2 && one.charAt(from) == other.charAt(from + 1)
            && one.charAt(from + 1) == other.charAt(from);
        return here <= 1 && there <= 1 || swapped;
    }

    private static Map.Entry<Integer, String> shape(char letter, String looksLike) {
        return Map.entry((int) letter, looksLike);
    }
}
