// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Encodes parameters outside ASCII of a MIME field as RFC 2231 says. */
final class ParameterEncoder {
    private static final Pattern PARAMETER =
        Pattern.compile("([A-Za-z0-9-]+)([ \\t]*=[ \\t]*)(?:\"([^\"]*+)\"|([^;\\s\"]++))", Pattern.DOTALL);
    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`{|}~";

    private ParameterEncoder() {
    }

    static String encode(String value) {
        Matcher matcher = PARAMETER.matcher(value);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String text = matcher.group(3) != null ? matcher.group(3).replaceAll("\\\\(.)", "$1") : matcher.group(4);
            String replacement = EncodedWords.isAscii(text) ? matcher.group() : matcher.group(1) + "*=UTF-8''" + percent(text);
            matcher.appendReplacement(out, Matcher.quoteReplacement(replacement));
        }
        matcher.appendTail(out);
        return out.toString();
    }

    private static String percent(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.replaceAll("[\\r\\n]", "").getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || ATTRIBUTE_CHARACTERS.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
