// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mail;

import java.util.Optional;

import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * The names under which Postern keeps what it knows of a mail on the mail itself, so that it travels through every queue of the server
 * and survives restarts. Values are texts and numbers only: other types are not kept by all queues.
 */
public enum MailAttributes {
    /** Postern's id of the message. */
    ID("postern.id"),
    /** Milliseconds since 1970 when the message was received. */
    RECEIVED_AT("postern.received-at"),
    /** Name of the direction. */
    DIRECTION("postern.direction"),
    /** Envelope sender the other attributes speak of; a mail made from this one, such as a bounce, has another. */
    SENDER("postern.sender"),
    CLIENT_ADDRESS("postern.client.address"),
    CLIENT_NAME("postern.client.name"),
    CLIENT_HELO("postern.client.helo"),
    CLIENT_TLS("postern.client.tls"),
    CLIENT_USER("postern.client.user"),
    /** Facts in their JSON form, once the message is analysed. */
    FACTS("postern.facts"),
    /** The verdict in its JSON form, once it is decided. */
    VERDICT("postern.verdict"),
    /** Present on mail that must not be filtered: its value names the only recipient this holds for. */
    RELEASED("postern.released"),
    /** Present once the notices about the message are sent. */
    NOTIFIED("postern.notified"),
    /** Milliseconds since 1970 when filtering first failed. */
    WAITING_SINCE("postern.waiting-since"),
    /** How often filtering has failed. */
    ATTEMPTS("postern.attempts"),
    /** What stands in the way, for people. */
    WAIT_REASON("postern.wait-reason"),
    /** Set when the mail was sealed for those it is sent on to. */
    SEALED("postern.sealed");

    private final AttributeName attribute;

    MailAttributes(String name) {
        this.attribute = AttributeName.of(name);
    }

    /** The text kept under this name. */
    public Optional<String> text(Mail mail) {
        return mail.getAttribute(attribute).flatMap(found -> found.getValue().valueAs(String.class));
    }

    /** The number kept under this name. */
    public Optional<Long> number(Mail mail) {
        return mail.getAttribute(attribute).flatMap(found -> found.getValue().valueAs(Number.class)).map(Number::longValue);
    }

    public void set(Mail mail, String value) {
        mail.setAttribute(new Attribute(attribute, AttributeValue.of(value)));
    }

    public void set(Mail mail, long value) {
        mail.setAttribute(new Attribute(attribute, AttributeValue.of(value)));
    }

    public void remove(Mail mail) {
        mail.removeAttribute(attribute);
    }
}
