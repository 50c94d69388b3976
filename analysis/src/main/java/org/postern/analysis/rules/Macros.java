// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.SpamHit;

/**
 * Puts facts into the texts of actions. All macros are replaced in one pass, so that a subject that contains the name of a macro stays
 * what it is. A name that is not defined stays as written.
 */
public final class Macros {
    private static final Pattern MACRO = Pattern.compile("__([A-Z][A-Z_]*?)__");
    private static final int MOST_STARS = 100;
    private static final String NO_SUBJECT = "No Subject";

    private Macros() {
    }

    /** The text with every defined macro replaced. Values may hold line ends: whoever writes them into a header must encode them. */
    public static String substitute(String text, MacroContext context) {
        return substitute(text, context, Map.of());
    }

    /** The same with macros that only this text has. */
    public static String substitute(String text, MacroContext context, Map<String, String> more) {
        Matcher matcher = MACRO.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = Optional.ofNullable(more.get(name)).or(() -> value(name, context)).orElse(matcher.group());
            matcher.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(out).toString();
    }

    private static Optional<String> value(String name, MacroContext context) {
        Facts facts = context.facts();
        return Optional.ofNullable(switch (name) {
            case "SUBJECT" -> facts.header("Subject").filter(subject -> !subject.isBlank()).orElse(NO_SUBJECT);
            case "SENDER" -> facts.envelope().sender();
            case "SENDER_IP" -> facts.client().address();
            case "RECEIVERS" -> String.join(", ", facts.envelope().recipients());
            case "TARGETS" -> String.join(", ", context.targets());
            case "RULE" -> context.rule();
            case "RULE_INFO" -> context.ruleInfo();
            case "SPAMLEVEL" -> points(facts.spam().score());
            case "SPAMSTARS" -> "*".repeat((int) Math.max(0, Math.min(MOST_STARS, facts.spam().score())));
            case "SPAM_HITS" -> facts.spam().hits().stream().map(SpamHit::rule).collect(Collectors.joining(", "));
            case "SPAM_INFO" -> spamInfo(facts);
            case "VIRUS_INFO" -> facts.virus().findings().stream().map(found -> found.name() + " (" + found.engine() + ")")
                .collect(Collectors.joining(", "));
            case "MSGID" -> facts.header("Message-ID").orElse("");
            case "ADMIN" -> context.admin();
            case "VERSION" -> context.version();
            case "FQDN" -> context.host();
            case "HOST" -> hostAndDomain(context.host()).get(0);
            case "DOMAIN" -> hostAndDomain(context.host()).get(1);
            default -> null;
        });
    }

    private static String spamInfo(Facts facts) {
        return facts.spam().hits().stream()
            .map(hit -> (hit.rule() + " (" + points(hit.score()) + ") " + hit.description()).strip())
            .collect(Collectors.joining("; ", "score " + points(facts.spam().score()) + (facts.spam().hits().isEmpty() ? "" : ": "), ""));
    }

    /** At least one and at most three decimal places, no exponent. */
    private static String points(double score) {
        if (!Double.isFinite(score)) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(score).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 1 ? rounded.setScale(1).toPlainString() : rounded.toPlainString();
    }

    private static List<String> hostAndDomain(String host) {
        int dot = host.indexOf('.');
        return dot < 0 ? List.of(host, "") : List.of(host.substring(0, dot), host.substring(dot + 1));
    }
}
