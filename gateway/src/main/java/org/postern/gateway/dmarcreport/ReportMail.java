// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.auth.dkim.MessageSigner;

/** Puts a report into a mail as RFC 7489 section 7.2.1.1 wants it: packed, and with names by which programs file it. */
final class ReportMail {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    private final String from;
    private final String organisation;
    private final Optional<MessageSigner> signer;

    /**
     * Mails of one organisation.
     *
     * @param from   address of the author
     * @param signer empty: they are not signed
     */
    ReportMail(String from, String organisation, Optional<MessageSigner> signer) {
        this.from = from;
        this.organisation = organisation;
        this.signer = signer;
    }

    MessageSource compose(DmarcReport report, byte[] xml, String to, Instant now) throws IOException {
        String boundary = "=_report-" + report.id();
        String file = report.fileName() + ".xml.gz";
        String text = "This is what came here on " + report.day() + " (UTC) in the name of " + report.policy().domain() + ": "
            + report.messages() + (report.messages() == 1 ? " message" : " messages") + ".\r\n"
            + "It is sent because the domain's DMARC record asks for it (rua). The attached file is for programs.\r\n\r\n" + organisation
            + "\r\n";
        String mail = "From: <" + from + ">\r\nTo: <" + to + ">\r\n"
            + "Subject: Report Domain: " + report.policy().domain() + "\r\n Submitter: " + report.submitter()
            + "\r\n Report-ID: <" + report.id() + ">\r\n"
            + "Date: " + DATE.format(now.atOffset(ZoneOffset.UTC)) + "\r\nMessage-ID: <" + report.id() + "@" + report.submitter()
            + ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n--" + boundary
            + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\r\n--" + boundary
            + "\r\nContent-Type: application/gzip;\r\n name=\"" + file + "\"\r\nContent-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: attachment;\r\n filename=\"" + file + "\"\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(packed(xml)) + "\r\n--" + boundary + "--\r\n";
        MessageSource plain = MessageSource.of(mail.getBytes(StandardCharsets.US_ASCII));
        return signer.isPresent() ? signer.get().sign(plain) : plain;
    }

    private static byte[] packed(byte[] xml) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(xml);
        }
        return bytes.toByteArray();
    }
}
