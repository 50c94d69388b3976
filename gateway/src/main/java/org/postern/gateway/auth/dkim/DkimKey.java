// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A published key (RFC 6376 section 3.6).
 *
 * @param type   {@code rsa} or {@code ed25519}
 * @param key    the key
 * @param bits   its length
 * @param flags  such as {@code y} for testing and {@code s} for an identity of exactly the signing domain
 * @param hashes digests that may be used with it; empty for all
 */
record DkimKey(String type, PublicKey key, int bits, Set<String> flags, Set<String> hashes) {
    private static final int ED25519_BYTES = 32;
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] RSA_ALGORITHM = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    /** Reads the text of a key record. */
    static DkimKey parse(String text) throws DkimSyntaxException {
        TagList tags = TagList.parse(text);
        if (tags.get("v").isPresent()) {
            boolean first = tags.values().keySet().iterator().next().equals("v");
            if (!first || !tags.values().get("v").equals("DKIM1")) {
                throw new DkimSyntaxException("not a DKIM1 key");
            }
        }
        Set<String> services = set(tags, "s");
        if (!services.isEmpty() && !services.contains("*") && !services.contains("email")) {
            throw new DkimSyntaxException("the key is not for mail");
        }
        String encoded = tags.dense("p").orElseThrow(() -> new DkimSyntaxException("a key record without a key"));
        if (encoded.isEmpty()) {
            throw new DkimSyntaxException("the key was revoked");
        }
        byte[] bytes = DkimSignature.base64(encoded);
        String type = tags.dense("k").orElse("rsa").toLowerCase(Locale.ROOT);
        try {
            PublicKey key = switch (type) {
                case "rsa" -> rsa(bytes);
                case "ed25519" -> ed25519(bytes);
                default -> throw new DkimSyntaxException("key type " + type);
            };
            int bits = key instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : ED25519_BYTES * 8;
            return new DkimKey(type, key, bits, set(tags, "t"), set(tags, "h"));
        } catch (GeneralSecurityException e) {
            throw new DkimSyntaxException("the key cannot be read");
        }
    }

    private static Set<String> set(TagList tags, String name) {
        return tags.dense(name).filter(value -> !value.isEmpty()).map(value -> Set.copyOf(Arrays.asList(
            Arrays.stream(value.toLowerCase(Locale.ROOT).split(":")).distinct().toArray(String[]::new)))).orElse(Set.of());
    }

    private static PublicKey ed25519(byte[] bytes) throws GeneralSecurityException, DkimSyntaxException {
        if (bytes.length != ED25519_BYTES) {
            throw new DkimSyntaxException("an Ed25519 key of " + bytes.length + " bytes");
        }
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(joined(List.of(ED25519_PREFIX, bytes))));
    }

    private static PublicKey rsa(byte[] bytes) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("RSA");
        try {
            return factory.generatePublic(new X509EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            // The RFC's own form is the bare key without its algorithm; put the algorithm around it.
            byte[] bits = der(0x03, joined(List.of(new byte[] {0}, bytes)));
            return factory.generatePublic(new X509EncodedKeySpec(der(0x30, joined(List.of(RSA_ALGORITHM, bits)))));
        }
    }

    static byte[] der(int tag, byte[] content) {
        byte[] length = content.length < 0x80 ? new byte[] {(byte) content.length}
            : new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return joined(List.of(new byte[] {(byte) tag}, length, content));
    }

    static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
