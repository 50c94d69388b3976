// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.postern.gateway.network.DomainPattern;
import org.postern.gateway.network.IpNetwork;

import com.google.common.hash.Hashing;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * One entry of a welcomelist or blocklist. Two entries of the same list, kind and value are the same entry, so that a list may be
 * imported twice.
 *
 * @param list       {@code welcomelist} or {@code blocklist}
 * @param kind       what it is compared with
 * @param value      in its normal form: lower case, a network by its first address, a pattern as written
 * @param subdomains for domains, whether it covers all subdomains too
 * @param condition  the proof it asks for
 * @param comment    for people; one line of at most 500 characters
 * @param owner      who answers for it
 * @param createdAt  when it was made
 * @param expiresAt  when it ends; empty for never
 */
public record AddressEntry(ListName list, EntryKind kind, String value, boolean subdomains, EntryCondition condition, String comment,
                           String owner, Instant createdAt, Optional<Instant> expiresAt) {
    private static final int LONGEST_VALUE = 1000;
    private static final int LONGEST_TEXT = 500;

    /**
     * An entry with its value brought to normal form.
     *
     * @throws IllegalArgumentException with a sentence for people when the value is none of its kind
     */
    public AddressEntry {
        value = normal(kind, value.strip());
        if (subdomains && kind != EntryKind.SENDER_DOMAIN && kind != EntryKind.RECIPIENT_DOMAIN) {
            throw new IllegalArgumentException("'subdomains' is for domains only");
        }
        require(comment, "comment");
        require(owner, "owner");
    }

    /** Identifies the entry in its list: the same for the same kind and value. */
    public String id() {
        return id(list, kind, value);
    }

    /** Whether it no longer counts at this time. */
    public boolean expired(Instant now) {
        return expiresAt.filter(end -> !end.isAfter(now)).isPresent();
    }

    /** As people read it. */
    public String text() {
        return kind.word() + " " + (subdomains ? "." : "") + value;
    }

    private static String id(ListName list, EntryKind kind, String value) {
        return Hashing.sha256().hashString(list.word() + ' ' + kind.word() + ' ' + value, StandardCharsets.UTF_8).toString()
            .substring(0, 24);
    }

    private static String normal(EntryKind kind, String value) {
        if (value.isEmpty() || value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException("'value' must have 1 to " + LONGEST_VALUE + " characters");
        }
        return switch (kind) {
            case SENDER_ADDRESS, RECIPIENT_ADDRESS -> address(value);
            case SENDER_DOMAIN, RECIPIENT_DOMAIN -> domain(value);
            case SENDER_PATTERN, RECIPIENT_PATTERN -> pattern(value);
            case CLIENT_ADDRESS -> client(value);
            case CLIENT_NETWORK -> network(value);
        };
    }

    private static String address(String value) {
        int at = value.lastIndexOf('@');
        if (at < 1 || value.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>')) {
            throw new IllegalArgumentException("'" + value + "' is no mail address");
        }
        return value.substring(0, at + 1).toLowerCase(Locale.ROOT) + domain(value.substring(at + 1));
    }

    private static String domain(String value) {
        try {
            DomainPattern pattern = DomainPattern.parse(value);
            if (!pattern.subdomains()) {
                return pattern.domain();
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + value + "' is no domain", e);
        }
        throw new IllegalArgumentException("write the domain without a leading dot and set 'subdomains'");
    }

    private static String pattern(String value) {
        try {
            Pattern.compile(value);
            return value;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + value + "' is no regular expression: " + e.getDescription(), e);
        }
    }

    private static String client(String value) {
        if (!IpNetwork.isAddress(value)) {
            throw new IllegalArgumentException("'" + value + "' is no IP address");
        }
        return IpNetwork.parse(value).first();
    }

    private static String network(String value) {
        try {
            return IpNetwork.parse(value).toString();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + value + "' is no IP network, such as 192.0.2.0/24", e);
        }
    }

    private static void require(String text, String name) {
        if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("'" + name + "' must be one line of at most " + LONGEST_TEXT + " characters");
        }
    }
}
