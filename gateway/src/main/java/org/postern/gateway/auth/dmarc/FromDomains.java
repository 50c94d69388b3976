// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dmarc;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.postern.gateway.auth.dkim.RawField;

/**
 * The domains of the addresses in From fields. Every address counts that any mail program might show, since a message with several is
 * how one is hidden behind another.
 */
public final class FromDomains {
    private static final int MOST = 10;
    private static final int MOST_CHARACTERS = 64 * 1024;

    private FromDomains() {
    }

    /** Distinct domains in lower case and ASCII, at most ten, in order. */
    public static List<String> of(List<RawField> fields) {
        Set<String> domains = new LinkedHashSet<>();
        for (RawField field : fields) {
            String bytes = field.value().substring(0, Math.min(MOST_CHARACTERS, field.value().length()));
            String text = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            addresses(text).forEach(address -> domain(address).ifPresent(domains::add));
        }
        return domains.stream().limit(MOST).toList();
    }

    /** Address-like words, with quoted texts and comments left out. */
    private static List<String> addresses(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int comments = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && (quoted || comments > 0)) {
                i++;
            } else if (quoted) {
                // A quoted local part still needs something before its sign.
                quoted = c != '"';
                word.append(c == '"' ? 'q' : "");
            } else if (c == '(') {
                comments++;
            } else if (comments > 0) {
                comments -= c == ')' ? 1 : 0;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<' || c == '>' || c == ',' || c == ';' || c == ':') {
                flush(word, words);
            } else if (c == '\r' || c == '\n') {
                continue;
            } else {
                word.append(c);
            }
        }
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (word.indexOf("@") >= 0) {
            words.add(word.toString());
        }
        word.setLength(0);
    }

    private static Optional<String> domain(String word) {
        String text = word.substring(word.lastIndexOf('@') + 1).replaceAll("[ \\t]+", "");
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty() || name.startsWith("[")) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return ascii.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*") ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Not a domain name in any script.
            return Optional.empty();
        }
    }
}
