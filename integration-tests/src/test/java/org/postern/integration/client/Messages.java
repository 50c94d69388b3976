// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.postern.server.demo.smtp.OutgoingMail;

/**
 * Messages of the three kinds that the tests need. The test texts are put together at run time, so that no scanner takes this source
 * for one.
 */
public final class Messages {
    public static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*" + "GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";
    public static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    private Messages() {
    }

    public static OutgoingMail clean(String subject, String sender, String... recipients) {
        return mail(subject, sender, List.of(recipients), "Content-Type: text/plain; charset=us-ascii\r\n\r\nNothing of interest.\r\n");
    }

    public static OutgoingMail spam(String subject, String sender, String... recipients) {
        return mail(subject, sender, List.of(recipients), "Content-Type: text/plain; charset=us-ascii\r\n\r\n" + GTUBE + "\r\n");
    }

    public static OutgoingMail virus(String subject, String sender, String... recipients) {
        String attachment = Base64.getMimeEncoder().encodeToString(EICAR.getBytes(StandardCharsets.US_ASCII));
        return mail(subject, sender, List.of(recipients), """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            See the attachment.
            --b
            Content-Type: application/octet-stream; name=a.bin
            Content-Disposition: attachment
            Content-Transfer-Encoding: base64

            %s
            --b--
            """.replace("\n", "\r\n").formatted(attachment));
    }

    private static OutgoingMail mail(String subject, String sender, List<String> recipients, String rest) {
        String head = """
            From: <%s>
            To: <%s>
            Subject: %s
            Date: Mon, 05 Jan 2026 10:00:00 +0000
            Message-ID: <%s@partner.example>
            MIME-Version: 1.0
            """.replace("\n", "\r\n").formatted(sender, recipients.get(0), subject, UUID.randomUUID());
        return new OutgoingMail("mail.partner.example", sender, recipients, (head + rest).getBytes(StandardCharsets.US_ASCII));
    }
}
