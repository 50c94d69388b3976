// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnsbl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.gateway.dnslist.ReturnCodes;
import org.postern.gateway.network.DomainPattern;

/**
 * One list in the DNS: where it is asked, which of its answers count, and for how much.
 *
 * @param zone   name of the zone
 * @param codes  answers that count; empty when every answer does
 * @param weight added to a client's score; negative for lists of good clients
 */
public record DnsblZone(String zone, Optional<ReturnCodes> codes, int weight) {
    private static final Pattern FORM = Pattern.compile("([^=*\\s]+)(?:=([^*]+))?(?:\\*(-?\\d{1,4}))?");

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
        return new DnsblZone(DomainPattern.parse(matcher.group(1)).domain().toLowerCase(Locale.ROOT),
            Optional.ofNullable(matcher.group(2)).map(ReturnCodes::parse),
            matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3)));
    }

    /** The first of the zone's answers that counts. */
    public Optional<String> counting(List<String> answers) {
        return answers.stream().filter(answer -> codes.isEmpty() || codes.get().anyOf(List.of(answer))).findFirst();
    }
}
