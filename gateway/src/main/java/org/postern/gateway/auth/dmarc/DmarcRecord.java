// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dmarc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.postern.analysis.facts.PublishedPolicy;

/**
 * A published DMARC policy.
 *
 * @param policy      for the domain itself
 * @param subdomains  for domains below it
 * @param missing     for domains below it that do not exist
 * @param strictDkim  whether a signing domain must be the very same
 * @param strictSpf   whether the envelope's domain must be the very same
 * @param percent     share of failing mail that the policy is for, 0 to 100
 * @param testing     whether the owner only tests
 * @param publicScope {@code y} for a domain below which others register, {@code n} for one that is an organisation's, else {@code u}
 * @param failures    when the owner wants to hear of single messages
 * @param reports     where aggregate reports go
 */
record DmarcRecord(String policy, String subdomains, String missing, boolean strictDkim, boolean strictSpf, int percent, boolean testing,
                   char publicScope, String failures, List<String> reports) {
    private static final List<String> POLICIES = List.of("none", "quarantine", "reject");
    private static final int MOST_REPORTS = 10;
    private static final int LONGEST_REPORT = 320;

    /** Whether a text claims to be a policy; others under the same name are passed over. */
    static boolean isOne(String text) {
        int end = text.indexOf(';');
        String first = (end < 0 ? text : text.substring(0, end)).replaceAll("[ \\t]+", "");
        return first.equals("v=DMARC1");
    }

    /** Reads a policy; empty when its policy is unusable and it names no address for reports (RFC 7489 section 6.6.3). */
    static Optional<DmarcRecord> parse(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String part : text.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(part.substring(0, equals).strip().toLowerCase(Locale.ROOT), part.substring(equals + 1).strip());
            }
        }
        List<String> reports = List.of(tags.getOrDefault("rua", "").split(",")).stream().map(String::strip)
            .filter(each -> each.toLowerCase(Locale.ROOT).startsWith("mailto:")).toList();
        boolean usable = valid(tags, "p") && (!tags.containsKey("sp") || valid(tags, "sp"))
            && (!tags.containsKey("np") || valid(tags, "np"));
        if (!usable && reports.isEmpty()) {
            return Optional.empty();
        }
        String policy = usable ? policy(tags, "p", "none") : "none";
        String subdomains = usable ? policy(tags, "sp", policy) : "none";
        return Optional.of(new DmarcRecord(policy, subdomains, usable ? policy(tags, "np", subdomains) : "none",
            tags.getOrDefault("adkim", "r").equalsIgnoreCase("s"), tags.getOrDefault("aspf", "r").equalsIgnoreCase("s"),
            percent(tags.getOrDefault("pct", "100")), tags.getOrDefault("t", "n").equalsIgnoreCase("y"),
            scope(tags.getOrDefault("psd", "u")), failures(tags.getOrDefault("fo", "0")), reports));
    }

    /** The same as a fact. */
    PublishedPolicy published(String domain, String discovery) {
        return new PublishedPolicy(domain, policy, subdomains, missing, strictDkim ? "s" : "r", strictSpf ? "s" : "r", percent, testing,
            failures, discovery, reports.stream().filter(each -> each.length() <= LONGEST_REPORT).limit(MOST_REPORTS).toList());
    }

    private static String failures(String text) {
        String dense = text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        return dense.matches("[01ds](:[01ds]){0,3}") ? dense : "0";
    }

    private static boolean valid(Map<String, String> tags, String name) {
        return POLICIES.contains(tags.getOrDefault(name, "").toLowerCase(Locale.ROOT));
    }

    private static String policy(Map<String, String> tags, String name, String otherwise) {
        return tags.getOrDefault(name, otherwise).toLowerCase(Locale.ROOT);
    }

    private static int percent(String text) {
        return text.matches("\\d{1,3}") ? Math.min(100, Integer.parseInt(text)) : 100;
    }

    private static char scope(String text) {
        return text.equalsIgnoreCase("y") ? 'y' : text.equalsIgnoreCase("n") ? 'n' : 'u';
    }
}
