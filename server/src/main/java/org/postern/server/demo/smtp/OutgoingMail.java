// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One message as a client holds it before it speaks to a server.
 *
 * @param helo       name the client gives itself
 * @param sender     envelope sender, empty for the null sender
 * @param recipients envelope recipients
 * @param content    header and body, lines ended as the client ends them; not copied
 * @param smtpUtf8   whether the header was written for RFC 6531, so that a server without it needs the header in encoded words
 */
public record OutgoingMail(String helo, String sender, List<String> recipients, byte[] content, boolean smtpUtf8) {
    public OutgoingMail {
        recipients = List.copyOf(recipients);
    }

    public OutgoingMail(String helo, String sender, List<String> recipients, byte[] content) {
        this(helo, sender, recipients, content, false);
    }

    /** The same message for some of its recipients. */
    public OutgoingMail to(List<String> some) {
        return new OutgoingMail(helo, sender, some, content, smtpUtf8);
    }

    boolean eightBit() {
        for (byte b : content) {
            if (b < 0) {
                return true;
            }
        }
        return false;
    }

    static boolean ascii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
