// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp.wire;

import java.util.Locale;
import java.util.Set;

/**
 * Follows a conversation byte by byte to see whether the client waits where RFC 2920 has it wait: after EHLO, DATA, STARTTLS and a few
 * others always, and after everything when it has not said EHLO. Knows commands from message content; keeps a line's first letters only.
 */
final class CommandFlow {
    private static final Set<String> LAST_OF_GROUP = Set.of("HELO", "EHLO", "DATA", "VRFY", "EXPN", "NOOP", "QUIT", "STARTTLS", "AUTH");
    private static final int VERB = 9;

    private enum Mode {
        COMMANDS,
        DATA
    }

    private final StringBuilder verb = new StringBuilder();
    private Mode mode = Mode.COMMANDS;
    private boolean extended;
    private int unanswered;
    private String lastVerb = "";
    private boolean lineStarted;
    private boolean impatient;
    // Within a message: how much of CRLF . CRLF has been seen; a message begins at the start of a line.
    private int ending = 2;

    /** Takes a byte from the client. */
    void received(byte b) {
        if (mode == Mode.DATA) {
            content(b);
            return;
        }
        if (!lineStarted) {
            lineStarted = true;
            verb.setLength(0);
            impatient |= unanswered > 0 && (!extended || LAST_OF_GROUP.contains(lastVerb));
        }
        if (b == '\n') {
            lineStarted = false;
            unanswered++;
            lastVerb = verb();
        } else if (verb.length() < VERB) {
            verb.append((char) (b & 0xff));
        }
    }

    /** Notes that a reply goes out; its first line is given. */
    void replied(String line) {
        if (unanswered > 0) {
            unanswered--;
        }
        if (line.startsWith("354")) {
            mode = Mode.DATA;
            ending = 2;
        } else if (line.startsWith("250") && lastVerb.equals("EHLO")) {
            extended = true;
        } else if (line.startsWith("250") && lastVerb.equals("HELO") || line.startsWith("220") && lastVerb.equals("STARTTLS")) {
            extended = false;
        }
    }

    /** Whether it has been impatient since this was asked last. */
    boolean tookImpatience() {
        boolean was = impatient;
        impatient = false;
        return was;
    }

    boolean inData() {
        return mode == Mode.DATA;
    }

    /** Whether a command has begun and not ended. */
    boolean inLine() {
        return lineStarted;
    }

    /** Whether the server owes an answer. */
    boolean owesReply() {
        return unanswered > 0;
    }

    private void content(byte b) {
        // The server takes a line with nothing but a dot for the end; how the line before has ended is judged elsewhere.
        ending = switch (ending) {
            case 2 -> b == '.' ? 3 : b == '\n' ? 2 : 0;
            case 3 -> b == '\r' ? 4 : b == '\n' ? 2 : 0;
            case 4 -> b == '\n' ? 5 : 0;
            default -> b == '\n' ? 2 : 0;
        };
        if (ending == 5) {
            mode = Mode.COMMANDS;
            lineStarted = false;
            unanswered = 1;
            // RFC 2920, 3.1: commands may follow the last line of a message in the same group.
            lastVerb = ".";
        }
    }

    private String verb() {
        String text = verb.toString().strip().toUpperCase(Locale.ROOT);
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }
}
