// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.auth.arc.ArcIdentity;
import org.postern.gateway.auth.arc.ArcSealer;
import org.postern.gateway.auth.arc.ArcVerifier;
import org.postern.gateway.auth.dkim.DkimPolicy;
import org.postern.gateway.auth.dkim.RawMessage;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.mail.MailContent;
import org.postern.gateway.mail.Reception;

class SealForwardedTest {
    private static final String MESSAGE = "Authentication-Results: gw.example.org; spf=pass; dmarc=pass\r\nFrom: a@client.test\r\n"
        + "Subject: Gr\u00fc\u00dfe\r\n\r\nhello \u00e9\r\n";

    private SealForwarded mailet;
    private String publicKey;

    @BeforeEach
    void prepare() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair keys = generator.generateKeyPair();
        publicKey = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        mailet = new SealForwarded(new ArcSealer(new ArcIdentity("example.org", "s",
            (RSAPrivateKey) keys.getPrivate()), "gw.example.org", Clock.systemUTC())::seal);
    }

    @Test
    void strangersMailThatLeavesShouldGetOneSetOnTop() throws Exception {
        MailImpl mail = mail(Direction.INCOMING);

        mailet.service(mail);
        mailet.service(mail);

        String text = text(mail);
        assertThat(text).startsWith("ARC-Seal: i=1; a=rsa-sha256; cv=none;").endsWith("\r\nhello \u00e9\r\n");
        assertThat(text.split("ARC-Seal:", -1)).hasSize(2);
        Dns dns = question -> CompletableFuture.completedFuture(new DnsAnswer.Found(List.of("v=DKIM1; p=" + publicKey)));
        assertThat(new ArcVerifier(DkimPolicy.defaults(), Set.of()).verify(RawMessage.read(new MailContent(mail)), dns).result())
            .isEqualTo(AuthenticationResult.PASS);
        assertThat(text).contains("ARC-Authentication-Results: i=1; gw.example.org;\r\n spf=pass;\r\n dmarc=pass\r\n");
    }

    @Test
    void ownMailShouldLeaveAsItIs() throws Exception {
        MailImpl mail = mail(Direction.OUTGOING);

        mailet.service(mail);

        assertThat(text(mail)).doesNotContain("ARC-");
    }

    private static MailImpl mail(Direction direction) throws Exception {
        MailImpl mail = MailImpl.builder().name("m").sender("a@client.test").addRecipient("b@elsewhere.test")
            .mimeMessage(new MimeMessageWrapper(MimeMessageInputStreamSource.create("m",
                new ByteArrayInputStream(MESSAGE.getBytes(StandardCharsets.ISO_8859_1))))).build();
        new Reception("01KJMMA2G0QMQ0BFWQPJBY38VP", Instant.now(), direction, new Client("192.0.2.1", Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty())).writeTo(mail);
        return mail;
    }

    private static String text(MailImpl mail) throws Exception {
        try (InputStream in = new MailContent(mail).open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
