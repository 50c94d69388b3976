// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

/**
 * A domain's own form of the report, in Mustache.
 *
 * @param subject of the mail
 * @param text    plain form
 * @param html    HTML form
 */
public record DigestTemplate(String subject, String text, String html) {
    /** Longest of the three, in characters. */
    public static final int LONGEST = 100_000;

    /** Throws IllegalArgumentException, with a sentence for people, when one is empty or too long. */
    public DigestTemplate {
        if (subject.isBlank() || text.isBlank() || html.isBlank()) {
            throw new IllegalArgumentException("a template needs a subject, a text and an HTML form");
        }
        if (subject.length() > LONGEST || text.length() > LONGEST || html.length() > LONGEST) {
            throw new IllegalArgumentException("a template may have " + LONGEST + " characters in each form");
        }
    }
}
