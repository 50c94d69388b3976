// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The options of a test on a list of hashes, such as {@code sha1/notag/max=10}. */
record HashOptions(Map<String, String> words) {
    private static final int MOST = 10;
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;

    /**
     * Reads options.
     *
     * @param otherwise what holds when there are none
     * @throws IllegalArgumentException for a bound that is no number
     */
    static HashOptions parse(String text, String otherwise) {
        Map<String, String> words = new HashMap<>();
        for (String word : (text.isBlank() ? otherwise : text).toLowerCase(Locale.ROOT).split("\\s*/\\s*")) {
            String[] pair = word.strip().split("=", 2);
            words.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        for (String bound : List.of("max", "minsize", "maxsize")) {
            if (!words.getOrDefault(bound, "0").matches("\\d{1,9}")) {
                throw new IllegalArgumentException(bound + " must be a number but is " + words.get(bound));
            }
        }
        return new HashOptions(Map.copyOf(words));
    }

    boolean has(String word) {
        return words.containsKey(word);
    }

    /** Most things that are looked up. */
    int most() {
        int most = number("max", MOST);
        return most == 0 ? MOST : most;
    }

    int number(String word, int otherwise) {
        return words.containsKey(word) ? Integer.parseInt(words.get(word)) : otherwise;
    }

    boolean raw() {
        return !has("sha256") && !has("sha1") && !has("md5");
    }

    String cased(String text) {
        return has("case") ? text : text.toLowerCase(Locale.ROOT);
    }

    /** The label under which octets are looked up. */
    String label(String octets) {
        if (raw()) {
            return octets;
        }
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        return has("sha256") ? base32(digest("SHA-256", bytes)) : HexFormat.of().formatHex(digest(has("sha1") ? "SHA-1" : "MD5", bytes));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte each : bytes) {
            buffer = buffer << 8 | each & 0xff;
            bits += 8;
            while (bits >= BITS) {
                text.append(BASE32.charAt(buffer >> bits - BITS & 31));
                bits -= BITS;
            }
            buffer &= (1 << bits) - 1;
        }
        return bits == 0 ? text.toString() : text.append(BASE32.charAt(buffer << BITS - bits & 31)).toString();
    }
}
