// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One answer of an SMTP server, kept whole because the text behind the code is what tells a greylisting from a fault.
 *
 * @param code  three digits
 * @param lines text of each line, without code and separator
 */
public record Reply(int code, List<String> lines) {
    private static final Pattern ID = Pattern.compile("(?:\\bid |\\()([0-7][0-9A-HJKMNP-TV-Z]{25})\\b");

    public Reply {
        lines = List.copyOf(lines);
    }

    public boolean positive() {
        return code >= 200 && code < 400;
    }

    /** Whether the client is asked to come again later (RFC 5321 section 4.2.1: 4yz). */
    public boolean transientFailure() {
        return code >= 400 && code < 500;
    }

    /** Postern's id of the message, which the answer to DATA names. */
    public Optional<String> messageId() {
        Matcher matcher = ID.matcher(text());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether an answer to EHLO names this extension, compared without regard to case. */
    public boolean offers(String extension) {
        return lines.stream().skip(1).map(line -> line.split(" ", 2)[0].toUpperCase(Locale.ROOT)).anyMatch(extension::equals);
    }

    public String text() {
        return String.join(" / ", lines);
    }

    @Override
    public String toString() {
        return code + " " + text();
    }
}
