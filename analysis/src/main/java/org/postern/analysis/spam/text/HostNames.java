// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

/** Tells names that a host can have. */
public final class HostNames {
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    private HostNames() {
    }

    /** Whether a name has at least two labels, each of letters, digits, hyphens and (but for the last two) underscores. */
    public static boolean isFqdn(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '.') {
            end--;
        }
        if (end > LONGEST || name.lastIndexOf('.', end - 1) < 0) {
            return false;
        }
        int lastDot = name.lastIndexOf('.', end - 1);
        int strictFrom = lastDot <= 0 ? 0 : name.lastIndexOf('.', lastDot - 1) + 1;
        int start = 0;
        while (start <= end) {
            int dot = name.indexOf('.', start);
            int stop = dot < 0 || dot > end ? end : dot;
            if (!isLabel(name, start, stop, start >= strictFrom)) {
                return false;
            }
            start = stop + 1;
        }
        return true;
    }

    private static boolean isLabel(String name, int from, int to, boolean strict) {
        if (to <= from || to - from > LONGEST_LABEL || name.charAt(from) == '-' || name.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = name.charAt(i);
            if (!Octets.isWord(c) && c != '-' || strict && c == '_') {
                return false;
            }
        }
        return true;
    }
}
