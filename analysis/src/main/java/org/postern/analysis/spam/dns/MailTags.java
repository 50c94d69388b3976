// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.spam.eval.EvalContext;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Relay;
import org.postern.analysis.spam.text.ReverseIp;

/** What stands for {@code _TAG_} in questions that rules write as templates. */
final class MailTags {
    private static final Pattern TAG = Pattern.compile("_([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)(?:\\(([^()]*)\\))?_");
    private static final Map<String, BiFunction<EvalContext, String, Stream<String>>> VALUES = Map.ofEntries(
        Map.entry("SENDERDOMAIN", (context, any) -> Stream.of(host(RelayLists.mail(context).value("EnvelopeFrom:addr")))),
        Map.entry("AUTHORDOMAIN", (context, any) -> RelayLists.mail(context).values("From:addr").stream().map(MailTags::host)),
        Map.entry("DKIMDOMAIN", (context, any) -> signatures(context).map(DkimCheck::domain)),
        Map.entry("DKIMIDENTITY", (context, any) -> signatures(context).map(DkimCheck::identity)),
        Map.entry("LASTEXTERNALIP", (context, any) -> external(context, Relay::ip)),
        Map.entry("LASTEXTERNALREVIP", (context, any) -> external(context, relay -> ReverseIp.of(relay.ip()))),
        Map.entry("LASTEXTERNALRDNS", (context, any) -> external(context, Relay::rdns)),
        Map.entry("LASTEXTERNALHELO", (context, any) -> external(context, Relay::helo)),
        Map.entry("FIRSTTRUSTEDIP", (context, any) -> firstTrusted(context).map(Relay::ip)),
        Map.entry("FIRSTTRUSTEDREVIP", (context, any) -> firstTrusted(context).map(relay -> ReverseIp.of(relay.ip()))),
        Map.entry("URIHOSTS", (context, any) -> UriHosts.of(context).all().keySet().stream()),
        Map.entry("URIDOMAINS", (context, any) -> UriHosts.of(context).all().values().stream()),
        Map.entry("HEADER", (context, name) -> Stream.of(RelayLists.mail(context).value(name).strip())));
    private static final int MOST = 50;

    private MailTags() {
    }

    /** The tags of a template, with their arguments as written. */
    private static Map<String, List<String>> in(String template) {
        Map<String, List<String>> tags = new TreeMap<>();
        Matcher tag = TAG.matcher(template);
        while (tag.find()) {
            tags.put(tag.group(), List.of(tag.group(1), tag.group(2) == null ? "" : tag.group(2)));
        }
        return tags;
    }

    /**
     * Refuses a template that cannot be filled in.
     *
     * @throws IllegalArgumentException when a tag is not known
     */
    static void check(String template) {
        in(template).values().stream().map(tag -> tag.get(0)).filter(name -> !VALUES.containsKey(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("the tag " + name + " is not supported");
        });
    }

    /** What stands behind the last tag: the list that is asked, empty without one. */
    static String listOf(String template) {
        Matcher tag = TAG.matcher(template);
        int end = -1;
        while (tag.find()) {
            end = tag.end();
        }
        return end < 0 || end >= template.length() || template.charAt(end) != '.' ? "" : DnsQuery.plain(template.substring(end + 1));
    }

    /** The values of one tag for a message, none when the message has none. */
    static List<String> values(String tag, EvalContext context) {
        BiFunction<EvalContext, String, Stream<String>> source = VALUES.get(tag);
        return source == null ? List.of() : plain(source.apply(context, "")).toList();
    }

    /** All ways to fill a template in; none when a tag has no value. */
    static List<String> filled(String template, EvalContext context) {
        List<String> filled = List.of(template);
        for (Map.Entry<String, List<String>> tag : in(template).entrySet()) {
            List<String> values = plain(VALUES.get(tag.getValue().get(0)).apply(context, tag.getValue().get(1))).toList();
            List<String> next = new ArrayList<>();
            for (String text : filled) {
                values.forEach(value -> next.add(text.replace(tag.getKey(), value)));
            }
            filled = next.subList(0, Math.min(MOST, next.size()));
        }
        return filled;
    }

    private static Stream<String> plain(Stream<String> values) {
        return values.filter(value -> !value.isEmpty()).distinct().limit(MOST);
    }

    private static Stream<DkimCheck> signatures(EvalContext context) {
        Optional<Authentication> found = context.finding(Authentication.class);
        return found.stream().flatMap(each -> each.dkim().stream()).filter(each -> each.result() == AuthenticationResult.PASS);
    }

    private static Stream<String> external(EvalContext context, Function<Relay, String> part) {
        MailText mail = RelayLists.mail(context);
        return Stream.concat(RelayLists.client(mail).stream(), mail.relays().external().stream()).limit(1).map(part);
    }

    private static Stream<Relay> firstTrusted(EvalContext context) {
        MailText mail = RelayLists.mail(context);
        List<Relay> trusted = mail.relays().trusted();
        return trusted.isEmpty() ? Stream.of() : Stream.of(trusted.get(trusted.size() - 1));
    }

    private static String host(String address) {
        return address.substring(address.lastIndexOf('@') + 1).strip();
    }
}
