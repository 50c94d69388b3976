// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.facts.PublishedPolicy;
import org.postern.gateway.auth.dmarc.PublicSuffixes;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsType;

import com.google.common.math.LongMath;

/**
 * Finds out where a report may go. Anybody can publish anybody's address; one outside the owner's own organisation gets nothing until
 * its domain says in the DNS that it wants these reports (RFC 7489 section 7.1).
 */
final class ReportDestinations {
    private static final int MOST = 5;
    private static final int LONGEST_NAME = 253;
    private static final Pattern MAILTO = Pattern.compile("mailto:([^?!]{3,300})(?:\\?[^!]*)?(?:!(\\d{1,10})([kmgt]?))?",
        Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("[!-~&&[^@<>\",;:\\\\()\\[\\]]]+@([a-z0-9_-]+(?:\\.[a-z0-9_-]+)+)",
        Pattern.CASE_INSENSITIVE);
    private static final Pattern CONSENT = Pattern.compile("\\s*v\\s*=\\s*DMARC1\\s*(?:;.*)?", Pattern.DOTALL);
    private static final Pattern OTHER_PLACE = Pattern.compile(";\\s*rua\\s*=\\s*([^;]+)", Pattern.CASE_INSENSITIVE);

    private final PublicSuffixes organisations = new PublicSuffixes();

    /**
     * An address that may get a report.
     *
     * @param address   to send to
     * @param mostBytes largest message that it takes
     */
    record Destination(String address, long mostBytes) {
        String domain() {
            return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was found out.
     *
     * @param destinations addresses that may get it
     * @param refused      why others may not, for people
     * @param undecided    whether the DNS did not tell of one
     */
    record Found(List<Destination> destinations, List<String> refused, boolean undecided) {
    }

    Found of(PublishedPolicy policy, Dns dns) {
        List<Destination> destinations = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        boolean undecided = false;
        for (String uri : policy.reports()) {
            Optional<Destination> wanted = read(uri);
            if (wanted.isEmpty() || destinations.size() >= MOST) {
                refused.add(shown(uri) + (wanted.isEmpty() ? " is no mail address" : " is one too many"));
            } else if (organisations.of(wanted.get().domain()).equals(organisations.of(policy.domain()))) {
                destinations.add(wanted.get());
            } else {
                DnsAnswer consent = consent(policy.domain(), wanted.get().domain(), dns);
                List<Destination> agreed = agreed(wanted.get(), consent);
                destinations.addAll(agreed);
                undecided |= consent.failed();
                if (agreed.isEmpty()) {
                    refused.add(shown(uri) + (consent.failed() ? ": its domain could not be asked: " + consent.failure()
                        : ": its domain does not say that it wants reports of " + policy.domain()));
                }
            }
        }
        return new Found(destinations.stream().distinct().limit(MOST).toList(), List.copyOf(refused), undecided);
    }

    private static DnsAnswer consent(String domain, String other, Dns dns) {
        String name = domain + "._report._dmarc." + other;
        return name.length() > LONGEST_NAME ? new DnsAnswer.NoSuchName() : dns.ask(name, DnsType.TXT);
    }

    /** The other domain may name another address, but only one of its own. */
    private static List<Destination> agreed(Destination wanted, DnsAnswer consent) {
        List<String> records = consent.values().stream().filter(text -> CONSENT.matcher(text).matches()).toList();
        if (records.isEmpty()) {
            return List.of();
        }
        List<String> places = records.stream().map(OTHER_PLACE::matcher).filter(Matcher::find).map(found -> found.group(1)).toList();
        if (places.isEmpty()) {
            return List.of(wanted);
        }
        List<Destination> others = places.stream().flatMap(text -> List.of(text.split(",")).stream())
            .flatMap(uri -> read(uri.strip()).stream()).toList();
        return others.stream().allMatch(each -> each.domain().equals(wanted.domain())) ? others : List.of();
    }

    /** Reads an address as policies write it, with the largest size it takes behind an exclamation mark; empty when it is none. */
    static Optional<Destination> read(String uri) {
        Matcher mailto = MAILTO.matcher(uri);
        if (!mailto.matches()) {
            return Optional.empty();
        }
        String address = decoded(mailto.group(1).strip());
        return ADDRESS.matcher(address).matches() ? Optional.of(new Destination(address, size(mailto.group(2), mailto.group(3))))
            : Optional.empty();
    }

    private static long size(String number, String unit) {
        if (number == null) {
            return Long.MAX_VALUE;
        }
        int power = unit.isEmpty() ? 0 : 1 + "kmgt".indexOf(unit.toLowerCase(Locale.ROOT));
        return LongMath.saturatedMultiply(Long.parseLong(number), 1L << 10 * power);
    }

    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            boolean code = text.charAt(i) == '%' && i + 2 < text.length() && text.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}");
            bytes.write(code ? Integer.parseInt(text.substring(i + 1, i + 3), 16) : text.charAt(i));
            i += code ? 2 : 0;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static String shown(String uri) {
        return uri.replaceAll("[^ -~]", "?");
    }
}
