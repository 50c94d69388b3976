// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of an administrator, matched without regard to case in time linear in the text (RE2), so that no text from
 * outside can make it slow.
 */
public final class TextPattern {
    private final String source;
    private final Pattern compiled;

    private TextPattern(String source, Pattern compiled) {
        this.source = source;
        this.compiled = compiled;
    }

    /**
     * Compiles an expression in RE2 syntax: no look-around and no back-references.
     *
     * @throws IllegalArgumentException when it is not a valid expression; the message says why
     */
    public static TextPattern of(String source) {
        try {
            return new TextPattern(source, Pattern.compile(source, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a valid regular expression: " + e.getMessage(), e);
        }
    }

    /** The expression as written. */
    public String source() {
        return source;
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        return compiled.matches(text);
    }

    /** Whether some stretch of the text matches. */
    public boolean finds(String text) {
        return compiled.matcher(text).find();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextPattern pattern && source.equals(pattern.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
