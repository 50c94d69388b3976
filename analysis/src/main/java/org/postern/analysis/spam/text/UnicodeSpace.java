// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

/** White space of Unicode as regular expressions of Perl count it, which is not how Java's methods do. */
final class UnicodeSpace {
    private UnicodeSpace() {
    }

    static boolean is(char c) {
        if (c < 0x80) {
            return Octets.isSpace(c);
        }
        return c == '\u0085' || c == '\u00a0' || c == '\u1680' || c >= '\u2000' && c <= '\u200a' || c == '\u2028' || c == '\u2029'
            || c == '\u202f' || c == '\u205f' || c == '\u3000';
    }
}
