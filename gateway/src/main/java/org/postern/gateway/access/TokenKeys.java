// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The RSA key pair that signs tokens, kept as two PEM files in the configuration directory where James's own token filter also finds
 * the public one.
 *
 * @param privateKey signs; never leaves this process
 * @param publicKey  verifies
 * @param created    whether the pair was made just now because there was none
 */
public record TokenKeys(PrivateKey privateKey, PublicKey publicKey, boolean created) {
    public static final String PRIVATE_FILE = "jwt_privatekey";
    public static final String PUBLIC_FILE = "jwt_publickey";

    private static final int BITS = 3072;
    private static final String PRIVATE_TYPE = "PRIVATE KEY";
    private static final String PUBLIC_TYPE = "PUBLIC KEY";
    private static final int PEM_LINE = 64;

    public TokenKeys {
        if (!belongTogether(privateKey, publicKey)) {
            throw new IllegalArgumentException("the private and the public key are not a pair");
        }
    }

    /**
     * Reads {@code jwt_privatekey} (PKCS#8) and {@code jwt_publickey} of the directory, or creates both, readable by the owner only,
     * when neither is there. Throws IOException with a text for the operator when one is missing, unreadable or does not fit the other.
     */
    public static TokenKeys loadOrCreate(Path directory) throws IOException {
        Path privateFile = directory.resolve(PRIVATE_FILE);
        Path publicFile = directory.resolve(PUBLIC_FILE);
        boolean hasPrivate = Files.exists(privateFile);
        boolean hasPublic = Files.exists(publicFile);
        if (hasPrivate != hasPublic) {
            throw new IOException("There is " + (hasPrivate ? privateFile + " but no " + publicFile : publicFile + " but no " + privateFile)
                + ": put the missing key of the pair there, or remove the other so that a new pair is made");
        }
        if (!hasPrivate) {
            return create(privateFile, publicFile);
        }
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            return new TokenKeys(rsa.generatePrivate(new PKCS8EncodedKeySpec(readPem(privateFile, PRIVATE_TYPE))),
                rsa.generatePublic(new X509EncodedKeySpec(readPem(publicFile, PUBLIC_TYPE))), false);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("Cannot use the keys " + privateFile + " and " + publicFile + ": " + e.getMessage(), e);
        }
    }

    /** A new pair that is not kept anywhere. */
    public static TokenKeys generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            return new TokenKeys(pair.getPrivate(), pair.getPublic(), true);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    /**
     * A key of 256 bits for another purpose, made from the private key: the same on all nodes that share it, and of no use to find it out.
     *
     * @param purpose tells apart the keys so made
     */
    public SecretKey derived(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(privateKey.getEncoded(), "HmacSHA256"));
            return new SecretKeySpec(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }

    private static TokenKeys create(Path privateFile, Path publicFile) throws IOException {
        TokenKeys keys = generate();
        writePem(publicFile, PUBLIC_TYPE, keys.publicKey().getEncoded());
        writePem(privateFile, PRIVATE_TYPE, keys.privateKey().getEncoded());
        return keys;
    }

    private static byte[] readPem(Path file, String type) throws IOException {
        String begin = "-----BEGIN " + type + "-----";
        String end = "-----END " + type + "-----";
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(file + " holds no PEM block '" + type + "'");
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }

    private static void writePem(Path file, String type, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(content);
        // Made under another name first: nobody must find half a key, and the mode must be right before the content is there.
        Path unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName().toString(), ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
        try {
            byte[] probe = "postern".getBytes(StandardCharsets.US_ASCII);
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(privateKey);
            signer.update(probe);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(probe);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "TokenKeys[not shown]";
    }
}
