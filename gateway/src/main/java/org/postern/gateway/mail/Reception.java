// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.apache.mailet.Mail;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.MessageId;

/**
 * What is known of a mail from the moment it was received, carried by the mail's attributes from the SMTP session to the spool.
 *
 * @param messageId  Postern's id
 * @param receivedAt when it was received
 * @param direction  by the port it arrived on
 * @param client     who handed it over
 */
public record Reception(String messageId, Instant receivedAt, Direction direction, Client client) {
    private static final String UNKNOWN_ADDRESS = "127.0.0.1";

    /**
     * Reads what {@link #writeTo} wrote. Empty when the mail has none, or has it from another mail that it was made from: a bounce
     * carries the attributes of what it bounces, but not its sender.
     */
    public static Optional<Reception> of(Mail mail) {
        Optional<String> id = MailAttributes.ID.text(mail).filter(MessageId::isValid);
        Optional<Instant> receivedAt = MailAttributes.RECEIVED_AT.number(mail).map(Instant::ofEpochMilli);
        Optional<String> direction = MailAttributes.DIRECTION.text(mail);
        boolean own = MailAttributes.SENDER.text(mail).filter(sender(mail)::equals).isPresent();
        if (!own || id.isEmpty() || receivedAt.isEmpty() || direction.isEmpty()) {
            return Optional.empty();
        }
        Client client = new Client(MailAttributes.CLIENT_ADDRESS.text(mail).orElse(UNKNOWN_ADDRESS),
            MailAttributes.CLIENT_NAME.text(mail), MailAttributes.CLIENT_HELO.text(mail), MailAttributes.CLIENT_TLS.text(mail),
            MailAttributes.CLIENT_USER.text(mail));
        return Optional.of(new Reception(id.get(), receivedAt.get(), Direction.valueOf(direction.get()), client));
    }

    /**
     * For a mail that did not come through Postern's SMTP hooks. What the server itself made is outgoing; anything else is treated with
     * the suspicion of incoming mail.
     */
    public static Reception fromElsewhere(Mail mail, Instant now, RandomGenerator random) {
        boolean ownMail = mail.getAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE.getName()).isPresent();
        String address = Optional.ofNullable(mail.getRemoteAddr()).filter(text -> !text.isBlank()).orElse(UNKNOWN_ADDRESS);
        return new Reception(MessageId.next(now, random), now, ownMail ? Direction.OUTGOING : Direction.INCOMING, Client.of(address));
    }

    /** Keeps this on the mail, and removes what other attributes said of the mail it may have been made from. */
    public void writeTo(Mail mail) {
        for (MailAttributes attribute : MailAttributes.values()) {
            attribute.remove(mail);
        }
        MailAttributes.ID.set(mail, messageId);
        MailAttributes.RECEIVED_AT.set(mail, receivedAt.toEpochMilli());
        MailAttributes.DIRECTION.set(mail, direction.name());
        MailAttributes.SENDER.set(mail, sender(mail));
        MailAttributes.CLIENT_ADDRESS.set(mail, client.address());
        client.name().ifPresent(name -> MailAttributes.CLIENT_NAME.set(mail, name));
        client.helo().ifPresent(helo -> MailAttributes.CLIENT_HELO.set(mail, helo));
        client.tls().ifPresent(tls -> MailAttributes.CLIENT_TLS.set(mail, tls));
        client.authenticatedUser().ifPresent(user -> MailAttributes.CLIENT_USER.set(mail, user));
    }

    /** Envelope sender of a mail as Postern writes it: the empty text for the null sender. */
    public static String sender(Mail mail) {
        return mail.getMaybeSender().asString("");
    }
}
