// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.impersonation;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The domains of those who receive, as a finding for the tests on who pretends to be one of them.
 *
 * @param domains names in their ASCII form; one that begins with a dot stands for all its subdomains
 */
public record OwnDomains(Set<String> domains) {
    public OwnDomains {
        domains = domains.stream().map(each -> each.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the name is one of them, or below one. */
    public boolean own(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return domains.stream().map(OwnDomains::bare).anyMatch(each -> lower.equals(each) || lower.endsWith("." + each));
    }

    /** The domain that the name, which is none of them, can be taken for. */
    public Optional<String> resembling(String name) {
        return own(name) ? Optional.empty()
            : domains.stream().map(OwnDomains::bare).sorted().filter(each -> LookAlike.of(name, each)).findFirst();
    }

    /** The domain of these that stands in a text as a word of its own. */
    Optional<String> within(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return domains.stream().map(OwnDomains::bare).sorted().filter(each -> standsIn(each, lower)).findFirst();
    }

    private static boolean standsIn(String domain, String text) {
        int at = text.indexOf(domain);
        while (at >= 0) {
            int end = at + domain.length();
            if ((at == 0 || !isName(text.charAt(at - 1))) && (end == text.length() || !isName(text.charAt(end)))) {
                return true;
            }
            at = text.indexOf(domain, at + 1);
        }
        return false;
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }

    private static String bare(String pattern) {
        return pattern.startsWith(".") ? pattern.substring(1) : pattern;
    }
}
