// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.Optional;

/**
 * What a rule does with a message for the recipients it is bound to. Actions of one rule are carried out in the order of their rank;
 * the first final one settles the recipient.
 */
public sealed interface Action {

    /** Place in the fixed order of execution, lower first. */
    int rank();

    /** Whether the recipient is settled by this action, so that later rules do not look at it. */
    default boolean isFinal() {
        return false;
    }

    /** The outcome that this final action means for a message. */
    default Action resolved(boolean infected) {
        return this;
    }

    /** Whether the message that is delivered is not the one that came. */
    default boolean changesMessage() {
        return false;
    }

    /** An action that settles the recipient. */
    sealed interface Settling extends Action {
        @Override
        default boolean isFinal() {
            return true;
        }
    }

    /** An action that changes the message. */
    sealed interface Changing extends Action {
        @Override
        default boolean changesMessage() {
            return true;
        }
    }

    /**
     * Sets a header field: all instances of the name are replaced by one.
     *
     * @param field header field name
     * @param value text, may hold macros such as {@code __SPAMLEVEL__}, substituted in one pass
     */
    record SetHeader(String field, String value) implements Changing {
        public SetHeader {
            ActionTexts.requireFieldName(field);
            ActionTexts.requireLength("value", value, 1024);
        }

        @Override
        public int rank() {
            return 10;
        }
    }

    /**
     * Shows the reader that the message comes from outside: in front of the subject, once however often it passes, in the header field
     * {@code X-Postern-External}, and on request in a banner above the text.
     *
     * @param subjectPrefix text before the subject, empty for none
     * @param banner        HTML above the body, empty for none
     */
    record TagExternal(String subjectPrefix, String banner) implements Changing {
        public TagExternal {
            ActionTexts.requireLength("subject-prefix", subjectPrefix, 100);
            ActionTexts.requireLength("banner", banner, 2048);
        }

        @Override
        public int rank() {
            return 20;
        }
    }

    /**
     * Takes parts out of the message and puts a text in their place.
     *
     * @param all        all parts but the body text; else the parts that the rule's what slot marked
     * @param text       what stands in the place of a part, with macros and {@code __FILENAME__}; empty for a default text
     * @param quarantine whether the message as received is kept in the attachment quarantine
     */
    record RemoveAttachments(boolean all, String text, boolean quarantine) implements Changing {
        public RemoveAttachments {
            ActionTexts.requireLength("text", text, 2048);
        }

        @Override
        public int rank() {
            return 40;
        }
    }

    /**
     * Adds a text to the body, in HTML and as plain text, never twice and never to signed or encrypted mail.
     *
     * @param html      the text; the plain form is derived from it
     * @param position  where it stands
     * @param separator whether a line parts it from the body
     */
    record Disclaimer(String html, Position position, boolean separator) implements Changing {
        public Disclaimer {
            ActionTexts.requireText("text", html, 2048);
        }

        @Override
        public int rank() {
            return 49;
        }
    }

    /** Where a disclaimer stands. */
    enum Position {
        START,
        END
    }

    /**
     * Delivers the message to somebody else as well.
     *
     * @param to a mail address
     */
    record AddRecipient(String to) implements Action {
        public AddRecipient {
            ActionTexts.requireAddress("to", to);
        }

        @Override
        public int rank() {
            return 70;
        }
    }

    /**
     * Delivers the message to somebody else instead of the recipient.
     *
     * @param to a mail address
     */
    record Redirect(String to) implements Action {
        public Redirect {
            ActionTexts.requireAddress("to", to);
        }

        @Override
        public int rank() {
            return 75;
        }
    }

    /**
     * Sends a copy to others without telling anybody.
     *
     * @param to       addresses separated by commas, macros allowed; nothing is sent where none is usable
     * @param original whether they get the message as received; else as it is delivered, each distinct version once
     */
    record Bcc(String to, boolean original) implements Action {
        public Bcc {
            ActionTexts.requireText("to", to, 1024);
        }

        @Override
        public int rank() {
            return 80;
        }
    }

    /**
     * Sends a notice about the message.
     *
     * @param to      addresses separated by commas, or macros such as {@code __ADMIN__} or {@code __SENDER__}
     * @param subject text with macros
     * @param body    plain text with macros
     * @param attach  whether the original is attached
     */
    record Notify(String to, String subject, String body, boolean attach) implements Action {
        public Notify {
            ActionTexts.requireText("to", to, 200);
            ActionTexts.requireLength("subject", subject, 100);
            ActionTexts.requireLength("body", body, 2048);
        }

        @Override
        public int rank() {
            return 89;
        }
    }

    /** Puts the message into a quarantine for the recipient. */
    record Quarantine(QuarantineKind kind) implements Settling {
        @Override
        public int rank() {
            return 90;
        }
    }

    /** Puts the message into the virus quarantine when a virus was found in it, else into that of spam. */
    record QuarantineByCause() implements Settling {
        @Override
        public Action resolved(boolean infected) {
            return new Quarantine(infected ? QuarantineKind.VIRUS : QuarantineKind.SPAM);
        }

        @Override
        public int rank() {
            return 90;
        }
    }

    /** Keeps the message until somebody has looked at it. */
    record Hold() implements Settling {
        @Override
        public Action resolved(boolean infected) {
            return new Quarantine(QuarantineKind.HELD);
        }

        @Override
        public int rank() {
            return 92;
        }
    }

    /**
     * Refuses the message with an answer of the rule's own.
     *
     * @param code SMTP reply code from 550 to 554; the default is 554
     * @param text one line of printable ASCII, without macros
     */
    record Reject(int code, String text) implements Settling {
        public static final int DEFAULT_CODE = 554;

        public Reject {
            if (code < 550 || code > DEFAULT_CODE) {
                throw new IllegalArgumentException("code must be 550 to 554 but is " + code);
            }
            ActionTexts.requireReply("text", text);
        }

        @Override
        public int rank() {
            return 97;
        }
    }

    /** Refuses the message for the recipient: in session when filtering happens before the queue, else by the bounce policy. */
    record Block() implements Settling {
        @Override
        public int rank() {
            return 98;
        }
    }

    /** Delivers the message to the recipient. */
    record Accept() implements Settling {
        @Override
        public int rank() {
            return 99;
        }
    }

    /** The answer to the client that a rule demands with the outcome, when it demands one. */
    static Optional<Reject> reply(Action outcome) {
        return outcome instanceof Reject reject ? Optional.of(reject) : Optional.empty();
    }
}
