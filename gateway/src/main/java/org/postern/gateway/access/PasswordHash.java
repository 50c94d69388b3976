// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash of a password. The parameters stand in the hash, so that they can be raised later while old hashes stay valid.
 * It does not print itself: a hash belongs in the store and nowhere else.
 */
public final class PasswordHash {
    /** Longest password that is hashed, in bytes of UTF-8; it bounds the work a caller can ask for. */
    public static final int MAXIMUM_PASSWORD_BYTES = 1024;

    private static final Pattern FORM = Pattern.compile(
        "\\$argon2id\\$v=19\\$m=([1-9]\\d{0,6}),t=([1-9]\\d?),p=([1-9]\\d?)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int FINGERPRINT_BYTES = 8;

    private final String encoded;
    private final int memoryKib;
    private final int iterations;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(String encoded) {
        Matcher form = FORM.matcher(encoded);
        if (!form.matches()) {
            throw new IllegalArgumentException("not an Argon2id hash in PHC form");
        }
        this.encoded = encoded;
        this.memoryKib = Integer.parseInt(form.group(1));
        this.iterations = Integer.parseInt(form.group(2));
        this.lanes = Integer.parseInt(form.group(3));
        this.salt = Base64.getDecoder().decode(form.group(4));
        this.hash = Base64.getDecoder().decode(form.group(5));
    }

    /** Hashes a password with a new salt; throws IllegalArgumentException when it is empty or longer than the limit. */
    public static PasswordHash of(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (password.isBlank()) {
            throw new IllegalArgumentException("the password is empty");
        }
        if (bytes.length > MAXIMUM_PASSWORD_BYTES) {
            throw new IllegalArgumentException("the password is longer than " + MAXIMUM_PASSWORD_BYTES + " bytes");
        }
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] hash = argon2id(bytes, salt, MEMORY_KIB, ITERATIONS, LANES, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return new PasswordHash("$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ITERATIONS + ",p=" + LANES + "$"
            + base64.encodeToString(salt) + "$" + base64.encodeToString(hash));
    }

    /** Reads a hash in PHC form; throws IllegalArgumentException for anything else. */
    public static PasswordHash parse(String encoded) {
        return new PasswordHash(encoded);
    }

    /** Whether this is the password. The comparison takes the same time wherever the first difference is. */
    public boolean matches(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > MAXIMUM_PASSWORD_BYTES) {
            return false;
        }
        return MessageDigest.isEqual(hash, argon2id(bytes, salt, memoryKib, iterations, lanes, hash.length));
    }

    /** PHC form, for the store: {@code $argon2id$v=19$m=..,t=..,p=..$salt$hash}. */
    public String encoded() {
        return encoded;
    }

    /** A short name of this hash that changes with the password and tells nothing of it; tokens are tied to it. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] argon2id(byte[] password, byte[] salt, int memoryKib, int iterations, int lanes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
        byte[] result = new byte[length];
        generator.generateBytes(password, result);
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "PasswordHash[not shown]";
    }
}
