// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The checksum beside an archive, which finds a broken transfer before the signature is looked at. */
enum ChannelChecksum {
    SHA512("sha512", "SHA-512", 128),
    SHA256("sha256", "SHA-256", 64);

    private final String suffix;
    private final String algorithm;
    private final int digits;

    ChannelChecksum(String suffix, String algorithm, int digits) {
        this.suffix = suffix;
        this.algorithm = algorithm;
        this.digits = digits;
    }

    String suffix() {
        return suffix;
    }

    /** Compares an archive with the first word of the file beside it. */
    void check(byte[] archive, byte[] file) throws ChannelException {
        String expected = new String(file, StandardCharsets.ISO_8859_1).strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        if (!expected.matches("[0-9a-f]{" + digits + "}")) {
            throw new ChannelException("the file of the checksum holds none");
        }
        try {
            String found = HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(archive));
            if (!found.equals(expected)) {
                throw new ChannelException("the archive does not have its " + algorithm + " checksum");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
