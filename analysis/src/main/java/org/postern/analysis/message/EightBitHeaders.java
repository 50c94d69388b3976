// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Turns raw bytes outside ASCII in the top header into encoded words, for ways out that carry ASCII headers only: the server's remote
 * delivery would write a question mark for each such byte. Addresses themselves cannot be encoded and stay as they are. Fields of
 * plain ASCII pass byte for byte.
 */
public final class EightBitHeaders {
    private static final Set<String> ADDRESS_FIELDS = Set.of("from", "to", "cc", "bcc", "reply-to", "sender", "resent-from", "resent-to",
        "resent-cc", "resent-bcc", "resent-sender", "resent-reply-to", "disposition-notification-to", "errors-to", "return-path",
        "mail-followup-to");
    private static final Set<String> PARAMETER_FIELDS = Set.of("content-type", "content-disposition");

    private EightBitHeaders() {
    }

    /** The message as it streams through; closing the result closes the message. */
    public static InputStream encode(InputStream raw) {
        return new HeaderStream(new byte[0], raw, new FieldFilter() {
            @Override
            public boolean keeps(String name) {
                return true;
            }

            @Override
            public byte[] rewrite(String name, byte[] field) {
                return isAscii(field) ? field : encodeField(name, text(field)).getBytes(StandardCharsets.UTF_8);
            }
        });
    }

    private static String encodeField(String name, String field) {
        int colon = field.indexOf(':') + 1;
        int end = field.length();
        while (end > colon && (field.charAt(end - 1) == '\n' || field.charAt(end - 1) == '\r')) {
            end--;
        }
        String value = field.substring(colon, end);
        String encoded;
        if (ADDRESS_FIELDS.contains(name)) {
            encoded = new AddressFieldEncoder(value).encoded();
        } else if (PARAMETER_FIELDS.contains(name)) {
            encoded = ParameterEncoder.encode(value);
        } else {
            encoded = UnstructuredEncoder.encode(value);
        }
        return field.substring(0, colon) + encoded + field.substring(end);
    }

    private static boolean isAscii(byte[] field) {
        for (byte b : field) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] field) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(field)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(field, StandardCharsets.ISO_8859_1);
        }
    }
}
