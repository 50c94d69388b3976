// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.decide;

/** How an action on one item ended. */
public enum ActionResult {
    RELEASED("released"),
    ALREADY_RELEASED("already released"),
    DELETED("deleted"),
    ALREADY_DELETED("already deleted"),
    MARKED("marked"),
    LEARNED("learned"),
    /** The classifier is not ready, or learning is switched off. */
    NOT_LEARNED("not learned"),
    REQUESTED("requested"),
    NOT_FOUND("not found"),
    VIRUS_FOUND("a virus was found in it"),
    NOT_SCANNED("it could not be scanned for viruses"),
    /** The actor may not do that with such a message. */
    NOT_ALLOWED("not allowed"),
    /** It has no sender that could stand on a list. */
    NO_SENDER("it has no sender that could be listed"),
    FAILED("failed");

    private final String text;

    ActionResult(String text) {
        this.text = text;
    }

    /** For people and programs. */
    public String text() {
        return text;
    }

    /** Whether what was wanted is so now. */
    public boolean good() {
        return ordinal() <= LEARNED.ordinal() || this == REQUESTED;
    }
}
