// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An RSA key in PEM, in both forms that the usual programs write. */
public final class PrivateKeyFile {
    private static final Pattern PEM = Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");
    private static final byte[] VERSION_AND_RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private PrivateKeyFile() {
    }

    /**
     * Reads a key.
     *
     * @throws IOException with a sentence for people, when there is none
     */
    public static RSAPrivateKey read(Path file) throws IOException {
        Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IOException(file + " holds no RSA key in PEM (BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY)");
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
            byte[] wrapped = pem.group(1) == null ? bytes
                : DkimKey.der(0x30, DkimKey.joined(List.of(VERSION_AND_RSA, DkimKey.der(0x04, bytes))));
            if (KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(wrapped)) instanceof RSAPrivateKey key) {
                return key;
            }
            throw new IOException(file + " holds a key that is not RSA");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " holds no RSA key that can be read: " + e.getMessage(), e);
        }
    }
}
