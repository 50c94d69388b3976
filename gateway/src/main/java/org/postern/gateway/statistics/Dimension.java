// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

/**
 * By what messages are counted. The names are stored.
 */
public enum Dimension {
    /** All messages; the key is {@code in} or {@code out}. */
    TOTAL,
    /** Incoming messages by domain of the recipient, once for each domain of a message. */
    DOMAIN_IN,
    /** Outgoing messages by domain of the sender. */
    DOMAIN_OUT,
    /** Outgoing messages by sender. */
    SENDER,
    /** Incoming messages by recipient. */
    RECEIVER,
    /** Outgoing messages by recipient. */
    CONTACT,
    /** Incoming messages by sender; the null sender is left out. */
    REMOTE_SENDER,
    /** Messages by the user who had signed in. */
    USER,
    /** Messages by name of what was found in them. */
    VIRUS,
    /** Incoming analysed messages by whole spam points, {@code 0} to {@code 10} and more. */
    SCORE,
    /** Recipients and clients refused or put off, by the SMTP check that did it. */
    REJECT,
    /** Recipients by rule that bound the message. */
    RULE,
    /** Messages by node that received them. */
    NODE;

    /** Whether keys are people's addresses or names. */
    public boolean ofPeople() {
        return switch (this) {
            case SENDER, RECEIVER, CONTACT, REMOTE_SENDER, USER -> true;
            case TOTAL, DOMAIN_IN, DOMAIN_OUT, VIRUS, SCORE, REJECT, RULE, NODE -> false;
        };
    }
}
