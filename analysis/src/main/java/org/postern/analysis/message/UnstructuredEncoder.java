// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encodes the words outside ASCII of an unstructured value and leaves the others and their spacing alone. Readers drop white space
 * between two encoded words, so that it is moved into the second.
 */
final class UnstructuredEncoder {
    private static final Pattern TOKEN = Pattern.compile("[ \\t\\r\\n]+|[^ \\t\\r\\n]+");

    private UnstructuredEncoder() {
    }

    static String encode(String value) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(value);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (EncodedWords.isAscii(token)) {
                out.append(token);
                continue;
            }
            String before = i >= 2 && standsEncoded(tokens.get(i - 2)) ? blanks(tokens.get(i - 1)) : "";
            String after = i + 2 < tokens.size() && EncodedWords.isEncoded(tokens.get(i + 2)) ? blanks(tokens.get(i + 1)) : "";
            out.append(EncodedWords.folded(before + token + after));
        }
        return out.toString();
    }

    private static boolean standsEncoded(String token) {
        return !EncodedWords.isAscii(token) || EncodedWords.isEncoded(token);
    }

    private static String blanks(String space) {
        return space.replace("\r", "").replace("\n", "");
    }
}
