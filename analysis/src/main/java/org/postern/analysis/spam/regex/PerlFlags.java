// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

/** The flags behind an expression that change what it means; those that choose a character set or tune Perl do not. */
record PerlFlags(boolean anyCase, boolean multiLine, boolean dotAll, boolean extended, boolean noCapture) {
    static final PerlFlags NONE = new PerlFlags(false, false, false, false, false);
    private static final String WITHOUT_EFFECT = "aludpgoc";

    /** @throws IllegalArgumentException for letters that are no flags */
    static PerlFlags of(String letters) {
        return NONE.with(false, letters, "");
    }

    PerlFlags with(boolean fromNone, String on, String off) {
        PerlFlags from = fromNone ? NONE : this;
        for (char c : (on + off).toCharArray()) {
            if ("imsxn".indexOf(c) < 0 && WITHOUT_EFFECT.indexOf(c) < 0) {
                throw new IllegalArgumentException("unknown flag of a regular expression: " + c);
            }
        }
        return new PerlFlags(change(from.anyCase, 'i', on, off), change(from.multiLine, 'm', on, off),
            change(from.dotAll, 's', on, off), change(from.extended, 'x', on, off), change(from.noCapture, 'n', on, off));
    }

    private static boolean change(boolean before, char flag, String on, String off) {
        return off.indexOf(flag) < 0 && (before || on.indexOf(flag) >= 0);
    }
}
