// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.dialogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.mail.MessagingException;
import javax.mail.internet.InternetHeaders;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

/**
 * A delivery status notification, read as RFC 3464 has it and not as text.
 *
 * @param reporter   Reporting-MTA
 * @param recipients what became of each recipient
 * @param header     whether the header of the message comes with it, and no more of it
 */
record DeliveryReport(String reporter, List<Recipient> recipients, boolean header) {

    /** The group of fields of one recipient. */
    record Recipient(String address, String action, String status) {
    }

    /** The notification in a message; empty when it is none of this form. */
    static Optional<DeliveryReport> read(byte[] message) {
        try {
            MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(message));
            if (!mail.isMimeType("multipart/report") || !mail.getContentType().toLowerCase(Locale.ROOT).contains("delivery-status")) {
                return Optional.empty();
            }
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            if (parts.getCount() < 2 || !parts.getBodyPart(0).isMimeType("text/plain")
                || !parts.getBodyPart(1).isMimeType("message/delivery-status")) {
                return Optional.empty();
            }
            boolean header = parts.getCount() > 2 && parts.getBodyPart(2).isMimeType("text/rfc822-headers");
            return Optional.of(read((MimeBodyPart) parts.getBodyPart(1), header));
        } catch (MessagingException | IOException e) {
            throw new AssertionError("a report that cannot be read", e);
        }
    }

    private static DeliveryReport read(MimeBodyPart status, boolean header) throws MessagingException, IOException {
        String[] groups = new String(status.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip().split("(?:\\r?\\n){2,}");
        List<Recipient> recipients = new ArrayList<>();
        for (int i = 1; i < groups.length; i++) {
            InternetHeaders fields = fields(groups[i]);
            recipients.add(new Recipient(typed(fields, "Final-Recipient"), fields.getHeader("Action", null),
                fields.getHeader("Status", null)));
        }
        return new DeliveryReport(typed(fields(groups[0]), "Reporting-MTA"), List.copyOf(recipients), header);
    }

    private static InternetHeaders fields(String group) throws MessagingException {
        return new InternetHeaders(new ByteArrayInputStream((group + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    /** A field of the form {@code type; value}. */
    private static String typed(InternetHeaders fields, String name) {
        String[] both = fields.getHeader(name, null).split(";", 2);
        return both[1].strip();
    }
}
