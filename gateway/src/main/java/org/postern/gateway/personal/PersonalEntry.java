// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.personal;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

import org.postern.gateway.lists.ListName;

/**
 * One entry of a person's own welcomelist or blocklist: an address, a domain with all below it, or a pattern in which {@code *} stands
 * for anything and {@code ?} for one character. A value stands in one of the two lists only.
 *
 * @param list      which of the two
 * @param value     3 to 512 characters, in lower case; a domain without {@code @} in front
 * @param createdAt when it was made
 */
public record PersonalEntry(ListName list, String value, Instant createdAt) {
    private static final Pattern FORM = Pattern.compile("[^\\s\\p{Cntrl}<>,;\"()]{3,512}");
    private static final Pattern DOMAIN = Pattern.compile("[^@*?.]+(?:\\.[^@*?.]+)+");

    public PersonalEntry {
        value = normal(value);
    }

    /** Whether it speaks of an address; case does not matter. */
    public boolean matches(String address) {
        String plain = address.toLowerCase(Locale.ROOT);
        if (DOMAIN.matcher(value).matches()) {
            String domain = plain.substring(plain.lastIndexOf('@') + 1);
            return domain.equals(value) || domain.endsWith("." + value);
        }
        return value.indexOf('*') < 0 && value.indexOf('?') < 0 ? plain.equals(value) : glob(value, plain);
    }

    /** Throws IllegalArgumentException with a sentence for people for what is no value. */
    public static String normal(String text) {
        String value = text.strip().toLowerCase(Locale.ROOT);
        if (value.startsWith("@")) {
            value = value.substring(1);
        }
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("An entry has 3 to 512 characters and is an address, a domain, or a pattern with * and ?");
        }
        if (value.indexOf('@') < 0 && value.indexOf('*') < 0 && value.indexOf('?') < 0 && !DOMAIN.matcher(value).matches()) {
            throw new IllegalArgumentException("This is neither an address nor a domain");
        }
        if (value.chars().allMatch(c -> c == '*' || c == '?' || c == '@' || c == '.')) {
            throw new IllegalArgumentException("This would match everybody");
        }
        return value;
    }

    /** In time linear in the product of the lengths, whatever the pattern. */
    private static boolean glob(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int from = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                from = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
