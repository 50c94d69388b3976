// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes signatures of messages, and those that ARC puts on its own fields, always in the relaxed form and with RSA, which every receiver
 * reads.
 */
public final class SealSigner {
    private static final int WIDTH = 72;

    private final PrivateKey key;

    /**
     * @param key an RSA key
     */
    public SealSigner(PrivateKey key) {
        this.key = key;
    }

    /** Digest of the body as signatures write it. */
    public String bodyHash(RawMessage message) throws IOException {
        BodyDigest body = new BodyDigest(true, Long.MAX_VALUE);
        message.digestBody(List.of(body));
        return Base64.getEncoder().encodeToString(body.finish());
    }

    /**
     * A signature of fields of a message.
     *
     * @param names names of the signed fields in lower case; one that stands there several times is for as many fields, the last first
     * @param field its own field that ends with {@code b=}
     */
    public RawField message(List<RawField> fields, List<String> names, RawField field) {
        StringBuilder input = new StringBuilder();
        Map<String, Integer> next = new HashMap<>();
        for (String each : names) {
            String name = each.toLowerCase(Locale.ROOT);
            int place = HeaderHash.previous(fields, name, next.getOrDefault(name, fields.size()));
            next.put(name, place);
            if (place >= 0) {
                input.append(fields.get(place).canonical(true)).append("\r\n");
            }
        }
        return signed(input, field);
    }

    /**
     * A seal on fields of ARC.
     *
     * @param before fields of the sets in their order
     * @param field  its own field that ends with {@code b=}
     */
    public RawField seal(List<RawField> before, RawField field) {
        StringBuilder input = new StringBuilder();
        before.forEach(each -> input.append(each.canonical(true)).append("\r\n"));
        return signed(input, field);
    }

    private RawField signed(StringBuilder input, RawField field) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(RawMessage.bytes(input.append(field.canonical(true)).toString()));
            String text = Base64.getEncoder().encodeToString(signature.sign());
            StringBuilder folded = new StringBuilder(field.text());
            for (int at = 0; at < text.length(); at += WIDTH) {
                folded.append(at == 0 ? "" : "\r\n ").append(text, at, Math.min(text.length(), at + WIDTH));
            }
            return new RawField(field.name(), folded.toString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
    }
}
