// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a sample message, with places such as {@code @{eicar|zip eicar.com|base64}} that are filled at the moment of sending: test
 * viruses, programs and large attachments lie in no file, and a Date is always today's.
 */
final class MessageTemplate {
    private static final Pattern PLACE = Pattern.compile("@\\{([^}]+)}");

    private final String text;

    MessageTemplate(String text) {
        this.text = text;
    }

    /**
     * The bytes to send, lines ended by CRLF.
     *
     * @param charset of the text around the places
     * @throws IOException when the text has a character that the character set lacks, or a place is unknown
     */
    byte[] expand(String charset) throws IOException {
        String lines = text.replace("\r\n", "\n").replace("\n", "\r\n");
        Charset set = Charset.forName(charset);
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        Matcher place = PLACE.matcher(lines);
        int end = 0;
        while (place.find()) {
            encode(lines.substring(end, place.start()), set, result);
            result.writeBytes(Ingredient.make(place.group(1)));
            end = place.end();
        }
        encode(lines.substring(end), set, result);
        return result.toByteArray();
    }

    private static void encode(String piece, Charset charset, ByteArrayOutputStream result) throws IOException {
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(piece));
            result.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        } catch (CharacterCodingException e) {
            throw new IOException("the text does not fit into " + charset, e);
        }
    }
}
