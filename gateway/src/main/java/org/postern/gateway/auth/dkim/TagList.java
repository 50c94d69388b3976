// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code name=value; ...} form of signatures and keys (RFC 6376 section 3.2).
 *
 * @param values by name, in order; white space around values is gone
 */
public record TagList(Map<String, String> values) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");

    /**
     * Reads a list.
     *
     * @throws DkimSyntaxException when a part has no name, or two have the same
     */
    public static TagList parse(String text) throws DkimSyntaxException {
        Map<String, String> values = new LinkedHashMap<>();
        String[] parts = text.split(";", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = trimmed(parts[i]);
            if (part.isEmpty()) {
                if (i == parts.length - 1) {
                    continue;
                }
                throw new DkimSyntaxException("an empty tag");
            }
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : trimmed(part.substring(0, equals));
            if (!NAME.matcher(name).matches()) {
                throw new DkimSyntaxException("not a tag: " + part.substring(0, Math.min(40, part.length())));
            }
            if (values.put(name, trimmed(part.substring(equals + 1))) != null) {
                throw new DkimSyntaxException("tag " + name + " twice");
            }
        }
        return new TagList(values);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value without any white space. */
    public Optional<String> dense(String name) {
        return get(name).map(value -> SPACE.matcher(value).replaceAll(""));
    }

    /** The value without any white space, which must be there. */
    String needed(String name) throws DkimSyntaxException {
        return dense(name).filter(value -> !value.isEmpty()).orElseThrow(() -> new DkimSyntaxException("tag " + name + " is missing"));
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && blank(text.charAt(start))) {
            start++;
        }
        while (end > start && blank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
