// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;

/**
 * Where, in a host name, the part ends that somebody registered. The lists come with the rules ({@code util_rb_tld}, {@code util_rb_2tld},
 * {@code util_rb_3tld}); without any, each top level of two or more letters is good and each second level can be registered.
 */
public final class DomainBoundaries {
    private static final Set<String> US_STATES = Set.of(("ak al ar az ca co ct dc de fl ga gu hi ia id il in ks ky la ma md me"
        + " mi mn mo ms mt"
        + " nc nd ne nh nj nm nv ny oh ok or pa pr ri sc sd tn tx ut va vi vt wa wi wv wy").split(" "));
    private static final Pattern OTHER_SCHEME = Pattern.compile("^(?:javascript|cid|file):");
    private static final Pattern SCHEME = Pattern.compile("^[a-z]+:/{0,2}");
    private static final Pattern ESCAPED = Pattern.compile("%(?:2[1-9a-f]|[3-6][0-9a-f]|7[0-9a-e])");

    private final Set<String> first = new HashSet<>();
    private final Set<String> second = new HashSet<>();
    private final Set<String> third = new HashSet<>();

    private DomainBoundaries() {
    }

    /** The lists of a rule set. */
    public static DomainBoundaries of(RuleOptions options) {
        return options.derived(DomainBoundaries.class, DomainBoundaries::read);
    }

    private static DomainBoundaries read(RuleOptions options) {
        DomainBoundaries boundaries = new DomainBoundaries();
        for (RuleOption option : options.of("clear_util_rb", "util_rb_tld", "util_rb_2tld", "util_rb_3tld")) {
            if (option.keyword().equals("clear_util_rb")) {
                boundaries.first.clear();
                boundaries.second.clear();
                boundaries.third.clear();
            } else {
                Set<String> level = switch (option.keyword()) {
                    case "util_rb_tld" -> boundaries.first;
                    case "util_rb_2tld" -> boundaries.second;
                    default -> boundaries.third;
                };
                level.addAll(Arrays.asList(Octets.lower(option.value()).split("\\s+")));
            }
        }
        return boundaries;
    }

    /**
     * A host of a URI or mail address and the domain it belongs to.
     *
     * @param host   lower case
     * @param domain the registered part, or the address when the host is one
     */
    public record Place(String host, String domain) {
    }

    /** Whether this is a top level domain, lower case. */
    public boolean isTopLevel(String label) {
        if (first.isEmpty()) {
            return label.length() >= 2 && label.length() <= 24 && label.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '-');
        }
        return first.contains(label);
    }

    /** Whether a name ends in a top level domain. */
    public boolean isUnderTopLevel(String name) {
        String lower = Octets.lower(name);
        int dot = lower.lastIndexOf('.');
        return dot >= 0 && isTopLevel(lower.substring(dot + 1)) && lower.chars().noneMatch(c -> Octets.isSpace((char) c));
    }

    /** The registered part of a name in lower case: {@code www.example.co.uk} gives {@code example.co.uk}. */
    public String registered(String name) {
        String[] labels = withoutNeedlessDots(Octets.lower(name)).split("\\.");
        int from = 0;
        while (labels.length - from > 1 && !isRegistry(labels, from)) {
            from++;
        }
        return String.join(".", Arrays.asList(labels).subList(Math.max(0, from - 1), labels.length));
    }

    private static String withoutNeedlessDots(String name) {
        if (!name.contains("..") && !name.startsWith(".") && !name.endsWith(".")) {
            return name;
        }
        return name.replaceAll("\\.{2,}", ".").replaceFirst("^\\.+", "").replaceFirst("\\.+$", "");
    }

    /** Host and domain of a URI, nothing when it names no host that can be on the internet. */
    public Optional<Place> place(String uri) {
        String text = Octets.lower(uri);
        if (OTHER_SCHEME.matcher(text).find()) {
            return Optional.empty();
        }
        if (text.startsWith("mailto:")) {
            int query = text.indexOf('?');
            text = text.substring(7, query < 0 ? text.length() : Math.max(7, query));
            int at = text.indexOf('@');
            if (at < 0 || text.indexOf('@', at + 1) >= 0) {
                return Optional.empty();
            }
            text = text.substring(at + 1);
        } else {
            text = host(SCHEME.matcher(text).replaceFirst(""));
        }
        if (text.indexOf('%') >= 0 && ESCAPED.matcher(text).find()) {
            return Optional.empty();
        }
        if (IpText.isAddress(text)) {
            return Optional.of(new Place(text, text));
        }
        return HostNames.isFqdn(text) && isUnderTopLevel(text) ? Optional.of(new Place(text, registered(text))) : Optional.empty();
    }

    private static String host(String behindScheme) {
        int end = 0;
        while (end < behindScheme.length() && "/?#".indexOf(behindScheme.charAt(end)) < 0) {
            end++;
        }
        String host = behindScheme.substring(0, end);
        host = host.substring(host.lastIndexOf('@') + 1);
        int colon = host.lastIndexOf(':');
        boolean port = colon >= 0 && host.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
        return port ? host.substring(0, colon) : host;
    }

    private boolean isRegistry(String[] labels, int from) {
        int count = labels.length - from;
        boolean us = labels[labels.length - 1].equals("us");
        return switch (count) {
            case 2 -> second.contains(labels[from] + "." + labels[from + 1]);
            case 3 -> us ? US_STATES.contains(labels[from + 1])
                : third.contains(labels[from] + "." + labels[from + 1] + "." + labels[from + 2]);
            case 4 -> us && US_STATES.contains(labels[from + 2])
                && (labels[from].equals("pvt") && labels[from + 1].equals("k12") || labels[from].equals("ci") || labels[from].equals("co"));
            default -> false;
        };
    }
}
