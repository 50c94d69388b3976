// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

/**
 * An answer to an SMTP client. Its text may hold what strangers wrote (names, explanations published in the DNS); nothing of it can
 * make a second line.
 *
 * @param code         reply code, 400 to 599
 * @param enhancedCode status of RFC 3463 that begins with the same digit
 * @param text         the rest, one line of printable ASCII of at most {@value #LONGEST} characters; anything else in it is replaced
 */
public record PolicyReply(int code, String enhancedCode, String text) {
    /** RFC 5321 allows 512 bytes for a line; the codes and the id of the transaction need their share. */
    static final int LONGEST = 400;

    public PolicyReply {
        if (code < 400 || code > 599 || enhancedCode.charAt(0) != Character.forDigit(code / 100, 10)) {
            throw new IllegalArgumentException("no pair of codes for a refusal: " + code + " " + enhancedCode);
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && clean.length() < LONGEST; i++) {
            char each = text.charAt(i);
            clean.append(each >= ' ' && each <= '~' ? each : '?');
        }
        text = clean.toString();
    }

    /** The same with the id under which the transaction is found. */
    PolicyReply with(String transaction) {
        return new PolicyReply(code, enhancedCode, text + " (" + transaction + ")");
    }

    /** What follows the reply code. */
    public String description() {
        return enhancedCode + " " + text;
    }

    /** Whether the client may come back. */
    public boolean temporary() {
        return code < 500;
    }

    @Override
    public String toString() {
        return code + " " + description();
    }
}
