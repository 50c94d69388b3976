// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.Octets;

/** The domains where anyone gets a mailbox for nothing, and the exceptions among their addresses. */
final class FreeMailDomains {
    private static final Pattern NOT_A_PERSON = Pattern.compile("^(?:abuse|support|sales|info|helpdesk|contact|kontakt"
        + "|(?:post|host|domain)master|undisclosed.*|request-[a-f0-9]{16}|bounced?-|[a-f0-9]{8}(?:\\.[a-f0-9]{8}"
        + "|-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})|.+=.+=.+)@", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("[a-zA-Z0-9.*?-]+");

    private final Set<String> domains = new HashSet<>();
    private final Set<String> exceptions = new HashSet<>();
    private final Optional<Pattern> patterns;

    private FreeMailDomains(RuleOptions options) {
        List<String> wild = new ArrayList<>();
        for (String word : options.words("freemail_domains")) {
            String domain = Octets.lower(word);
            if (WORD.matcher(domain).matches()) {
                if (domain.indexOf('*') >= 0 || domain.indexOf('?') >= 0) {
                    wild.add(domain.replace(".", "\\.").replace("?", ".").replace("*", "[^.]*"));
                } else {
                    domains.add(domain);
                }
            }
        }
        options.words("freemail_welcomelist").forEach(word -> exceptions.add(Octets.lower(word)));
        options.words("freemail_whitelist").forEach(word -> exceptions.add(Octets.lower(word)));
        patterns = wild.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile("@(?:" + String.join("|", wild) + ")$"));
    }

    static FreeMailDomains of(RuleOptions options) {
        return options.derived(FreeMailDomains.class, FreeMailDomains::new);
    }

    boolean isEmpty() {
        return domains.isEmpty() && patterns.isEmpty();
    }

    /** Whether an address in small letters is that of a person at such a domain. */
    boolean has(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        if (address.isEmpty() || exceptions.contains(address) || exceptions.contains(domain) || NOT_A_PERSON.matcher(address).find()) {
            return false;
        }
        return domains.contains(domain) || patterns.filter(pattern -> pattern.matcher(address).find()).isPresent();
    }
}
