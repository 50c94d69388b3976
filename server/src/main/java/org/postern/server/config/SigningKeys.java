// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/**
 * The key pair of this installation: WebAdmin lets in only tokens that were signed with the private half, and has nothing but the
 * public half to check them with.
 */
public final class SigningKeys {
    private static final int BITS = 3072;

    private final Path privateKey;
    private final Path publicKey;

    public SigningKeys(Path conf) {
        this.privateKey = conf.resolve("jwt_privatekey");
        this.publicKey = conf.resolve("jwt_publickey");
    }

    /** Makes the pair unless both halves are there. The private file can be read by its owner alone. */
    public void createWhenMissing() throws IOException, GeneralSecurityException {
        if (Files.exists(privateKey) && Files.exists(publicKey)) {
            return;
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        KeyPair pair = generator.generateKeyPair();
        SecretFile.write(privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Files.writeString(publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    private static String pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
