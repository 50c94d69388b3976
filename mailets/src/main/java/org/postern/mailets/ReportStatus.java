// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.mail.MessagingException;
import javax.mail.Part;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

/** Brings the field Status of a delivery report into the form of RFC 3463. */
final class ReportStatus {
    private static final String TYPE = "message/delivery-status";
    private static final Pattern FIELD = Pattern.compile("(?m)^Status:[ \\t]*(.*)$");
    private static final Pattern ENHANCED = Pattern.compile("(?<![.\\d])([245]\\.\\d{1,3}\\.\\d{1,3})(?![.\\d])");
    private static final Pattern REPLY = Pattern.compile("^([245])\\d\\d\\b");

    private ReportStatus() {
    }

    /** Mends the report in a message; a message of another kind stays as it is. */
    static void mend(MimeMessage message) throws MessagingException, IOException {
        if (!(message.getContent() instanceof MimeMultipart parts)) {
            return;
        }
        for (int i = 0; i < parts.getCount(); i++) {
            Part part = parts.getBodyPart(i);
            if (part.isMimeType(TYPE)) {
                String mended = FIELD.matcher(text(part)).replaceAll(field -> "Status: " + code(field.group(1)));
                part.setContent(mended, "text/plain; charset=us-ascii");
                part.setHeader("Content-Type", TYPE);
                message.setContent(parts, message.getContentType());
                message.saveChanges();
                return;
            }
        }
    }

    /** The enhanced code that a text holds, else the class of its reply code, else that of a failure. */
    static String code(String text) {
        Matcher enhanced = ENHANCED.matcher(text);
        if (enhanced.find()) {
            return enhanced.group(1);
        }
        Matcher reply = REPLY.matcher(text.strip());
        return reply.find() ? reply.group(1) + ".0.0" : "5.0.0";
    }

    private static String text(Part part) throws MessagingException, IOException {
        // A part that was just made has its text; one that was read has bytes.
        if (part.getContent() instanceof String text) {
            return text;
        }
        try (InputStream in = part.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
