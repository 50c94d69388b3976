// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Keeps the passwords of directories from whoever can read the storage or its backups: they lie there encrypted with AES-GCM under a key
 * that only this installation's nodes have.
 */
public final class PasswordSeal {
    private static final String FORM = "sealed:v1:";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param key for AES, the same on all nodes
     */
    public PasswordSeal(SecretKey key) {
        this.key = key;
    }

    /** Whether a text is a password that was sealed, with whatever key. */
    public static boolean isSealed(String text) {
        return text.startsWith(FORM);
    }

    /**
     * Encrypts a password.
     *
     * @param profile name of the profile to which it belongs; it opens for no other
     */
    public String seal(String password, String profile) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, profile).doFinal(password.getBytes(StandardCharsets.UTF_8));
            return FORM + Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** Decrypts a password; empty when it was sealed with another key, for another profile, or was changed since. */
    public Optional<String> open(String sealed, String profile) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(FORM.length())));
            if (bytes.remaining() < NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] nonce = new byte[NONCE_BYTES];
            bytes.get(nonce);
            byte[] rest = new byte[bytes.remaining()];
            bytes.get(rest);
            return Optional.of(new String(cipher(Cipher.DECRYPT_MODE, nonce, profile).doFinal(rest), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Which of the three it was cannot be told, and is told where the password is needed.
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String profile) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(profile.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
