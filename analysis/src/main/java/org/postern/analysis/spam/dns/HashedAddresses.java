// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.eval.EvalContext;
import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.UriDetail;

/** The mail addresses of a message that are looked up in lists of hashes; those of the recipient and of ordinary roles are left out. */
final class HashedAddresses {
    private static final String USUAL = "ALLFROM/Reply-To/body";
    private static final String LOCAL = "[a-z0-9!#$%&'*+/=?^_`{|}~-]";
    private static final Pattern ADDRESS = Pattern.compile("(?=.{0,64}@)(?<!" + LOCAL + ")(" + LOCAL + "+(?:\\." + LOCAL
        + "+)*)@((?:[a-z0-9](?:[a-z0-9-]{0,59}[a-z0-9])?\\.){1,4}[a-z0-9-]{2,63})", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED = Pattern.compile("<(?:mailto:)?[^<>\\s]{1,300}@[^<>\\s]{1,260}>");
    private static final Pattern IN_URI = Pattern.compile("<?https?://\\S{0,255}(?:@|%40)\\S{0,255}", Pattern.CASE_INSENSITIVE);
    private static final Pattern ROLE = Pattern.compile("(?i)^(?:abuse|support|sales|info|helpdesk|contact|kontakt"
        + "|(?:post|host|domain)master|undisclosed.*|bounced?-.*|.+=.+=.+)@");
    private static final List<String> RECIPIENTS = List.of("X-Original-To:addr", "Apparently-To:addr", "Delivered-To:addr",
        "Envelope-To:addr");
    private static final int MOST = 200;

    private final String[] places;
    private final Map<String, String> aliases = new HashMap<>();

    HashedAddresses(String places, RuleOptions options) {
        this.places = (places.isBlank() ? USUAL : places).strip().split("\\s*/\\s*");
        for (RuleOption option : options.of("hashbl_email_domain_alias")) {
            String[] domains = option.value().toLowerCase(Locale.ROOT).strip().split("\\s+");
            for (int i = 1; i < domains.length; i++) {
                aliases.put(domains[i], domains[0]);
            }
        }
    }

    List<String> of(HashOptions options, EvalContext context) {
        MailText mail = RelayLists.mail(context);
        UriHosts.Skipped skipped = UriHosts.Skipped.of(context.options());
        Set<String> recipients = new LinkedHashSet<>();
        RECIPIENTS.forEach(field -> recipients.addAll(mail.values(field)));
        Set<String> wanted = new LinkedHashSet<>();
        for (String place : places) {
            Matcher address = ADDRESS.matcher(context.watch(text(place, options, mail)));
            while (address.find() && wanted.size() < MOST) {
                String written = address.group(2).toLowerCase(Locale.ROOT);
                String domain = aliases.getOrDefault(written, written);
                String registered = mail.boundaries().registered(domain);
                String whole = address.group(1) + "@" + domain;
                if (mail.boundaries().isUnderTopLevel(domain) && !recipients.contains(whole) && !ROLE.matcher(whole).find()
                    && !skipped.has(domain, registered)) {
                    wanted.add(asked(address.group(1), options.has("domain") ? registered : domain, options));
                }
            }
        }
        return List.copyOf(wanted);
    }

    private static String asked(String user, String domain, HashOptions options) {
        if (options.has("host") || options.has("domain")) {
            return domain;
        }
        String kept = options.has("nodot") ? user.replace(".", "") : user;
        kept = options.has("notag") ? kept.replaceAll("\\+.*", "") : kept;
        return options.has("user") ? kept : kept + "@" + domain;
    }

    private static String text(String place, HashOptions options, MailText mail) {
        return switch (place) {
            case "ALLFROM" -> String.join("\n", mail.values("From:addr")) + "\n" + String.join("\n", mail.values("EnvelopeFrom:addr"));
            case "ALL" -> mail.headerText();
            case "body" -> body(options, mail);
            default -> String.join("\n", mail.values(place));
        };
    }

    private static String body(HashOptions options, MailText mail) {
        StringBuilder text = new StringBuilder();
        for (UriDetail uri : mail.uriDetails()) {
            if (uri.types().contains("a") && !uri.types().contains("parsed") && uri.raw().regionMatches(true, 0, "mailto:", 0, 7)) {
                text.append(uri.raw().substring(7)).append('\n');
            }
        }
        String lines = String.join("", mail.body());
        lines = options.has("nouri") ? IN_URI.matcher(lines).replaceAll(" ") : lines;
        return text.append(options.has("noquote") ? QUOTED.matcher(lines).replaceAll(" ") : lines).toString();
    }
}
