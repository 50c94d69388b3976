// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the link within a link: services that count clicks or guard users put the real target, somehow written, into an address of their
 * own. Nothing is fetched; a short link that keeps its target to itself stays as it is.
 */
final class WrappedLinks {
    private static final int DEEPEST = 3;
    private static final int MOST = 10;
    /** A guard that writes a hyphen for the percent sign and an underscore for the slash. */
    private static final Pattern HYPHENS = Pattern.compile("^https?://urldefense(?:\\.proofpoint)?\\.com/v2/url\\?(?:.*&)?u=([^&#]+).*",
        Pattern.CASE_INSENSITIVE);
    private static final Pattern PERCENT = Pattern.compile("https?%(?:25)*3a%(?:25)*2f%(?:25)*2f[^&#\\s]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN = Pattern.compile("(?<=.)https?:/{1,2}[^&#\\s]+", Pattern.CASE_INSENSITIVE);
    /** Base64 of what begins like a web address. */
    private static final Pattern BASE64 = Pattern.compile("(?<![A-Za-z0-9_+-])aHR0c[A-Za-z0-9_+/-]{8,2000}");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9a-fA-F]{2})");

    private WrappedLinks() {
    }

    /** The links within, the outermost first; none for an ordinary link. */
    static List<String> within(String link) {
        List<String> found = new ArrayList<>();
        collect(link, 0, found);
        return found;
    }

    private static void collect(String link, int depth, List<String> found) {
        if (depth >= DEEPEST || found.size() >= MOST) {
            return;
        }
        List<String> inner = new ArrayList<>();
        Matcher hyphens = HYPHENS.matcher(link);
        if (hyphens.matches()) {
            inner.add(unescaped(hyphens.group(1).replace('-', '%').replace('_', '/')));
        } else {
            PERCENT.matcher(link).results().map(result -> unescaped(unescaped(unescaped(result.group())))).forEach(inner::add);
            PLAIN.matcher(link).results().map(result -> result.group()).forEach(inner::add);
            BASE64.matcher(link).results().map(result -> decoded(result.group())).filter(text -> !text.isEmpty()).forEach(inner::add);
        }
        for (String one : inner) {
            if (!found.contains(one) && found.size() < MOST) {
                found.add(one);
                collect(one, depth + 1, found);
            }
        }
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(
            String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static String decoded(String text) {
        String plain = text.replace('-', '+').replace('_', '/');
        try {
            byte[] bytes = Base64.getDecoder().decode(plain.substring(0, plain.length() - plain.length() % 4));
            String link = new String(bytes, StandardCharsets.ISO_8859_1);
            return link.matches("(?is)https?://.*") ? link : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
