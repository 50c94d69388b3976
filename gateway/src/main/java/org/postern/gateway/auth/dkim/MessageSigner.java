// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.postern.analysis.message.MessageSource;

/** Signs mail of this gateway's own (RFC 6376), so that those who get it see that it is. */
public final class MessageSigner {
    private static final List<String> SIGNED = List.of("from", "to", "cc", "subject", "date", "message-id", "reply-to", "mime-version",
        "content-type", "content-transfer-encoding");

    private final String domain;
    private final String selector;
    private final SealSigner signer;
    private final Optional<Duration> life;
    private final Clock clock;

    /**
     * Signs in one name.
     *
     * @param domain   signing domain
     * @param selector name of the key below it in the DNS
     * @param life     time after which a signature says that it is good no longer; empty: it says nothing
     */
    public MessageSigner(String domain, String selector, RSAPrivateKey key, Optional<Duration> life, Clock clock) {
        this.life = life;
        this.domain = domain;
        this.selector = selector;
        this.signer = new SealSigner(key);
        this.clock = clock;
    }

    /** Signing domain. */
    public String domain() {
        return domain;
    }

    /**
     * The message with a signature on top, kept in memory. No second From can be put in without breaking it.
     *
     * @throws IOException when the message cannot be read
     */
    public MessageSource sign(MessageSource source) throws IOException {
        RawMessage message = RawMessage.read(source);
        List<String> names = new ArrayList<>(message.fields().stream().map(each -> each.name().toLowerCase(Locale.ROOT))
            .filter(SIGNED::contains).toList());
        names.add("from");
        Instant now = clock.instant();
        String end = life.map(time -> " x=" + now.plus(time).getEpochSecond() + ";").orElse("");
        RawField signature = signer.message(message.fields(), names, new RawField("DKIM-Signature",
            "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=" + selector + ";\r\n t="
                + now.getEpochSecond() + ";" + end + " h=" + String.join(":\r\n  ", names) + ";\r\n bh=" + signer.bodyHash(message)
                + ";\r\n b="));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(RawMessage.bytes(signature.text() + "\r\n"));
        try (InputStream in = source.open()) {
            in.transferTo(out);
        }
        return MessageSource.of(out.toByteArray());
    }
}
