// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mail;

import java.io.IOException;
import java.io.InputStream;

import javax.mail.MessagingException;

import org.apache.james.server.core.MimeMessageInputStream;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import org.postern.analysis.message.MessageSource;

/**
 * The bytes of a mail of the server, read straight from where the server keeps them and not through the parsed message, which would
 * change header bytes outside ASCII. Valid as long as the mail is not disposed and its message not replaced.
 */
public final class MailContent implements MessageSource {
    private static final int BUFFER = 8192;

    private final Mail mail;

    public MailContent(Mail mail) {
        this.mail = mail;
    }

    @Override
    public InputStream open() throws IOException {
        try {
            return new MimeMessageInputStream(mail.getMessage());
        } catch (MessagingException e) {
            throw new IOException("the message of mail " + mail.getName() + " cannot be read", e);
        }
    }

    @Override
    public long size() throws IOException {
        try {
            if (mail.getMessage() instanceof MimeMessageWrapper wrapper && !wrapper.isModified()) {
                return wrapper.getMessageSize();
            }
        } catch (MessagingException e) {
            throw new IOException("the size of mail " + mail.getName() + " cannot be read", e);
        }
        return counted();
    }

    private long counted() throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (InputStream in = open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
            }
        }
        return size;
    }
}
