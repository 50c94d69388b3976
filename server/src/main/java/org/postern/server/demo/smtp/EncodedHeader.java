// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.EncoderUtil;

/**
 * Writes a UTF-8 header in encoded words (RFC 2047), which is what a mail program does for a server that does not offer SMTPUTF8.
 */
final class EncodedHeader {
    private static final String WORD = "[^\\s<>\"@,]*[^\\x00-\\x7F][^\\s<>\"@,]*";
    /** Whole words with the blanks between them: blanks between two encoded words would vanish when they are decoded. */
    private static final Pattern NON_ASCII_WORDS = Pattern.compile(WORD + "( " + WORD + ")*");

    private EncodedHeader() {
    }

    /** The message with its top header in ASCII; the body is left as it is. */
    static byte[] of(byte[] message) {
        int end = headerEnd(message);
        String header = new String(message, 0, end, StandardCharsets.UTF_8);
        Matcher matcher = NON_ASCII_WORDS.matcher(header);
        String encoded = matcher.replaceAll(match ->
            Matcher.quoteReplacement(EncoderUtil.encodeEncodedWord(match.group(), EncoderUtil.Usage.TEXT_TOKEN)));
        ByteArrayOutputStream result = new ByteArrayOutputStream(message.length + encoded.length());
        result.writeBytes(encoded.getBytes(StandardCharsets.US_ASCII));
        result.write(message, end, message.length - end);
        return result.toByteArray();
    }

    private static int headerEnd(byte[] message) {
        for (int i = 0; i + 3 < message.length; i++) {
            if (message[i] == '\r' && message[i + 1] == '\n' && message[i + 2] == '\r' && message[i + 3] == '\n') {
                return i + 2;
            }
        }
        return message.length;
    }
}
