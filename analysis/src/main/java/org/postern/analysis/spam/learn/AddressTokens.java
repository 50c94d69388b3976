// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tokens of mail addresses: the user, the domain, and each domain above it, so that a whole network can have a reputation. */
final class AddressTokens {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>()\\[\\]\",;:]{1,200}@[A-Za-z0-9._\\-]{1,200}");

    private AddressTokens() {
    }

    /** Tokens of one address; none for what is no address. */
    static List<String> of(String address) {
        List<String> tokens = new ArrayList<>();
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            return tokens;
        }
        tokens.add("U*" + address.substring(0, at));
        String domain = address.substring(at + 1);
        tokens.add("D*" + domain);
        int dot = domain.indexOf('.', 1);
        while (dot > 0 && dot + 1 < domain.length()) {
            tokens.add("D*" + domain.substring(dot + 1));
            dot = domain.indexOf('.', dot + 2);
        }
        return tokens;
    }

    /** The tokens of all addresses of a header field, as one text. */
    static String ofField(String value) {
        StringBuilder tokens = new StringBuilder();
        Matcher found = ADDRESS.matcher(value);
        while (found.find()) {
            of(found.group()).forEach(token -> tokens.append(token).append(' '));
        }
        return tokens.toString();
    }
}
