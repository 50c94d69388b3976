// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnsbl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.gateway.network.DomainPattern;

/**
 * One list in the DNS: where it is asked, which of its answers count, and for how much.
 *
 * @param zone   name of the zone
 * @param filter as written, empty when every answer counts
 * @param octets for each of the four bytes of an answer, the ranges that count; empty when every answer counts
 * @param weight added to a client's score; negative for lists of good clients
 */
public record DnsblZone(String zone, String filter, List<List<Range>> octets, int weight) {
    private static final Pattern FORM = Pattern.compile("([^=*\\s]+)(?:=([^*]+))?(?:\\*(-?\\d{1,4}))?");
    private static final Pattern OCTETS = Pattern.compile("(\\d{1,3}|\\[[\\d.;]+])\\.(\\d{1,3}|\\[[\\d.;]+])\\.(\\d{1,3}|\\[[\\d.;]+])"
        + "\\.(\\d{1,3}|\\[[\\d.;]+])");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:\\.\\.(\\d{1,3}))?");
    private static final int BYTE = 255;

    /** Values of one byte, both ends included. */
    public record Range(int from, int to) {
        boolean contains(int value) {
            return value >= from && value <= to;
        }
    }

    public DnsblZone {
        octets = List.copyOf(octets);
    }

    /**
     * Reads {@code zone}, {@code zone=127.0.0.2}, {@code zone=127.0.[0..255].[1;3..5]*2}: what follows the equals sign says which answers
     * count, what follows the asterisk for how much (1 when absent).
     *
     * @throws IllegalArgumentException for anything else
     */
    public static DnsblZone parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        String filter = matcher.group(2) == null ? "" : matcher.group(2);
        int weight = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
        return new DnsblZone(DomainPattern.parse(matcher.group(1)).domain().toLowerCase(Locale.ROOT), filter, octets(filter), weight);
    }

    /** Whether an answer of the zone, an IPv4 address, counts. */
    public boolean counts(String address) {
        int[] bytes = Arrays.stream(address.split("\\.")).mapToInt(Integer::parseInt).toArray();
        for (int i = 0; i < octets.size(); i++) {
            int value = bytes[i];
            if (octets.get(i).stream().noneMatch(range -> range.contains(value))) {
                return false;
            }
        }
        // Lists answer from 127/8; anything else comes from a resolver that rewrites answers, or from whoever bought the zone.
        return bytes[0] == 127;
    }

    private static List<List<Range>> octets(String filter) {
        if (filter.isEmpty()) {
            return List.of();
        }
        Matcher matcher = OCTETS.matcher(filter);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(filter);
        }
        List<List<Range>> octets = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String text = matcher.group(i);
            String inner = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
            octets.add(Arrays.stream(inner.split(";", -1)).map(DnsblZone::range).toList());
        }
        return octets;
    }

    private static Range range(String text) {
        Matcher matcher = RANGE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        int from = Integer.parseInt(matcher.group(1));
        int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
        if (to > BYTE || from > to) {
            throw new IllegalArgumentException(text);
        }
        return new Range(from, to);
    }
}
