// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

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

    /**
     * Sets a header field: all instances of the name are replaced by one.
     *
     * @param field header field name
     * @param value text, may hold macros such as {@code __SPAMLEVEL__}, substituted in one pass
     */
    record SetHeader(String field, String value) implements Action {
        @Override
        public int rank() {
            return 10;
        }
    }

    /**
     * Sends a notice about the message.
     *
     * @param to      an address or a macro such as {@code __ADMIN__} or {@code __SENDER__}
     * @param subject text with macros
     * @param body    plain text with macros
     * @param attach  whether the original is attached
     */
    record Notify(String to, String subject, String body, boolean attach) implements Action {
        @Override
        public int rank() {
            return 89;
        }
    }

    /** Puts the message into quarantine for the recipient. */
    record Quarantine(QuarantineKind kind) implements Action {
        @Override
        public int rank() {
            return 90;
        }

        @Override
        public boolean isFinal() {
            return true;
        }
    }

    /** Refuses the message for the recipient: in session when filtering happens before the queue, else by the bounce policy. */
    record Block() implements Action {
        @Override
        public int rank() {
            return 98;
        }

        @Override
        public boolean isFinal() {
            return true;
        }
    }

    /** Delivers the message to the recipient. */
    record Accept() implements Action {
        @Override
        public int rank() {
            return 99;
        }

        @Override
        public boolean isFinal() {
            return true;
        }
    }
}
