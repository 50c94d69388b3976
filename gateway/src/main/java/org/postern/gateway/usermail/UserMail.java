// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.usermail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

import org.apache.james.mime4j.codec.EncoderUtil;
import org.postern.analysis.message.MessageSource;

/** Writes a mail to somebody in two forms, plain text and HTML, that no robot answers. */
public final class UserMail {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    private final String from;
    private final String host;

    /**
     * Mails in one name.
     *
     * @param from author, an address with or without a name
     * @param host name of this server
     */
    public UserMail(String from, String host) {
        this.from = from;
        this.host = host;
    }

    /** The whole message, in ASCII. */
    public MessageSource compose(String to, String subject, String language, String text, String html, Instant now) {
        String boundary = "=_" + UUID.randomUUID();
        StringBuilder mail = new StringBuilder();
        mail.append("From: ").append(from).append("\r\nTo: <").append(to).append(">\r\nSubject: ")
            .append(EncoderUtil.encodeIfNecessary(subject.replaceAll("\\p{Cntrl}", " "), EncoderUtil.Usage.TEXT_TOKEN, 9))
            .append("\r\nDate: ")
            .append(DATE.format(now.atOffset(ZoneOffset.UTC))).append("\r\nMessage-ID: <").append(UUID.randomUUID()).append('@')
            .append(host)
            .append(">\r\nAuto-Submitted: auto-generated\r\nPrecedence: bulk\r\nX-Auto-Response-Suppress: All\r\nContent-Language: ")
            .append(language).append("\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"").append(boundary)
            .append("\"\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            out.write(mail.toString().getBytes(StandardCharsets.US_ASCII));
            part(out, boundary, "text/plain", text);
            part(out, boundary, "text/html", html);
            out.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return MessageSource.of(out.toByteArray());
    }

    private static void part(ByteArrayOutputStream out, String boundary, String type, String body) throws IOException {
        out.write(("--" + boundary + "\r\nContent-Type: " + type + "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
        out.write(Base64.getMimeEncoder().encode(body.getBytes(StandardCharsets.UTF_8)));
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replaceAll("\\p{Cntrl}", " ");
    }
}
