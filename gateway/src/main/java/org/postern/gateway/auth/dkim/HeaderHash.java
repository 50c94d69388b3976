// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The bytes of the header that a signature is over (RFC 6376 section 3.7). */
final class HeaderHash {
    private static final Pattern SIGNATURE = Pattern.compile("((?:^|;)[ \\t\\r\\n]*b[ \\t\\r\\n]*=)[^;]*");

    private HeaderHash() {
    }

    /** The signed fields, the last of equal names first, and the signature's own field with its signature left out. */
    static byte[] input(List<RawField> fields, DkimSignature signature) {
        Map<String, Integer> next = new HashMap<>();
        StringBuilder out = new StringBuilder();
        for (String each : signature.headers()) {
            String name = each.toLowerCase(Locale.ROOT);
            int from = next.getOrDefault(name, fields.size());
            int place = previous(fields, name, from);
            next.put(name, place);
            if (place >= 0) {
                out.append(fields.get(place).canonical(signature.relaxedHeader())).append("\r\n");
            }
        }
        return RawMessage.bytes(out.append(unsigned(signature.field()).canonical(signature.relaxedHeader())).toString());
    }

    /** The field of a signature or seal without the signature. */
    static RawField unsigned(RawField field) {
        String head = field.text().substring(0, field.text().indexOf(':') + 1);
        return new RawField(field.name(), head + SIGNATURE.matcher(field.value()).replaceAll("$1"));
    }

    static int previous(List<RawField> fields, String name, int before) {
        for (int i = Math.max(0, before) - 1; i >= 0; i--) {
            if (fields.get(i).named(name)) {
                return i;
            }
        }
        return -1;
    }
}
