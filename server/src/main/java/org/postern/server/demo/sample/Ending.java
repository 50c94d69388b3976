// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sample;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postern.server.demo.smtp.Stage;

/**
 * Where a message can end for one recipient, as a sample's file says it must and as it did. Both are written and compared in one form:
 * {@code delivered}, {@code quarantined spam}, {@code refused 554 at DATA}, {@code blocked}, {@code unsent}.
 */
public sealed interface Ending {

    /** Reached the back-end server. */
    record Delivered() implements Ending {
        @Override
        public String toString() {
            return "delivered";
        }
    }

    /**
     * Waits in quarantine.
     *
     * @param kind in lower case, such as {@code spam}
     */
    record Quarantined(String kind) implements Ending {
        @Override
        public String toString() {
            return "quarantined " + kind;
        }
    }

    /**
     * The server said no to the client.
     *
     * @param code  5yz
     * @param stage where in the conversation
     */
    record Refused(int code, Stage stage) implements Ending {
        @Override
        public String toString() {
            return "refused " + code + " at " + stage;
        }
    }

    /** Accepted for others' sake and dropped for this recipient. */
    record Blocked() implements Ending {
        @Override
        public String toString() {
            return "blocked";
        }
    }

    /** The client could not send it to this server. */
    record Unsent() implements Ending {
        @Override
        public String toString() {
            return "unsent";
        }
    }

    /**
     * None of the above within the time allowed.
     *
     * @param why for people
     */
    record Unsettled(String why) implements Ending {
        @Override
        public String toString() {
            return "unsettled: " + why;
        }
    }

    /** Reads the written form; throws {@link IllegalArgumentException} for any other text. */
    static Ending parse(String text) {
        Matcher quarantined = Forms.QUARANTINED.matcher(text);
        if (quarantined.matches()) {
            return new Quarantined(quarantined.group(1));
        }
        Matcher refused = Forms.REFUSED.matcher(text);
        if (refused.matches()) {
            return new Refused(Integer.parseInt(refused.group(1)), Stage.valueOf(refused.group(2).toUpperCase(Locale.ROOT)));
        }
        return switch (text) {
            case "delivered" -> new Delivered();
            case "blocked" -> new Blocked();
            case "unsent" -> new Unsent();
            default -> throw new IllegalArgumentException("not an ending: '" + text + "'");
        };
    }

    /** The forms that carry a parameter. */
    final class Forms {
        private static final Pattern QUARANTINED = Pattern.compile("quarantined (spam|virus|attachment|unparseable|unscanned)");
        private static final Pattern REFUSED = Pattern.compile("refused (5\\d\\d) at (CONNECT|EHLO|MAIL|RCPT|DATA)");

        private Forms() {
        }
    }
}
