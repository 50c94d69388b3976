// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.usermail;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Anomaly;
import org.postern.gateway.quarantine.QuarantineItem;

/**
 * Why a message was held back, as far as somebody needs to know who knows neither rules nor scanners. An item's own reason names tests,
 * bounds and engines for administrators; this says the same in a sentence in the reader's language, in mails and on pages alike.
 */
public enum HeldReason {
    SPAM, BLOCKED_SENDER, VIRUS, ATTACHMENT,
    /** The structure cannot be read. */
    DAMAGED,
    /** Mail programs would show different things. */
    AMBIGUOUS,
    /** It, or what is packed in it, is larger than what is looked at. */
    TOO_LARGE,
    /** It has more pieces, or deeper ones, than are looked at. */
    TOO_COMPLEX,
    TOO_SLOW, ENCRYPTED,
    /** No engine could say, and nothing more is known. */
    UNSCANNED,
    /** The engine was away, or did not answer in time. */
    SCANNER_AWAY,
    /** The engine looks at nothing that large. */
    TOO_LARGE_TO_SCAN,
    HELD, HELD_BY_RULE;

    private static final String BLOCKED = "blocklist: ";
    private static final String HELD_BY = "held by ";
    /** Each fact of form or unknown check in an item's reason has a dotted name before its colon. */
    private static final Pattern NAMES = Pattern.compile("(?:^|, )([a-z][A-Za-z-]*(?:\\.[A-Za-z0-9_-]+)*): ");
    private static final Pattern ENGINE_LIMIT = Pattern.compile(
        "(?:^|, )virus\\.[^:]+: (?:[^,]*size limit exceeded|the message has \\d+ bytes, more than|[^,]* did not look at everything)");
    private static final Set<String> SIZES = Set.of("messageBytes", "partBytes", "revealedBytes", "unpackedBytes", "ratio", "member");

    /** Why this item is where it is. */
    public static HeldReason of(QuarantineItem item) {
        return switch (item.kind()) {
            case SPAM -> item.reason().startsWith(BLOCKED) ? BLOCKED_SENDER : SPAM;
            case VIRUS -> VIRUS;
            case ATTACHMENT -> ATTACHMENT;
            case UNPARSEABLE -> ofForm(names(item.reason()));
            case UNSCANNED -> ofScan(item.reason());
            case HELD -> item.reason().startsWith(HELD_BY) ? HELD_BY_RULE : HELD;
        };
    }

    /** The sentence of an item in the language of the texts. */
    public static String sentence(QuarantineItem item, MailTexts texts) {
        return texts.of(of(item).key(), item.score(), found(item));
    }

    /** Name of its text. */
    String key() {
        return "reason." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String found(QuarantineItem item) {
        return switch (of(item)) {
            case BLOCKED_SENDER -> item.reason().substring(BLOCKED.length());
            // Of the rules that did something with the message the last one held it.
            case HELD_BY_RULE -> item.rules().isEmpty() ? item.reason().substring(HELD_BY.length())
                : item.rules().get(item.rules().size() - 1);
            default -> item.reason();
        };
    }

    private static HeldReason ofForm(Set<String> names) {
        Set<String> bounds = names.stream().filter(name -> name.startsWith(Anomaly.BOUND))
            .map(name -> name.substring(Anomaly.BOUND.length())).collect(Collectors.toSet());
        // What cannot be read at all explains more than a bound, and a bound more than a doubt.
        if (names.contains(Anomaly.UNPARSEABLE)) {
            return DAMAGED;
        }
        if (bounds.contains("time")) {
            return TOO_SLOW;
        }
        if (bounds.stream().anyMatch(SIZES::contains)) {
            return TOO_LARGE;
        }
        if (bounds.stream().anyMatch(bound -> !bound.equals("decodedText") && !bound.equals("uris"))) {
            return TOO_COMPLEX;
        }
        if (names.stream().anyMatch(name -> name.startsWith("mime.ambiguous"))) {
            return AMBIGUOUS;
        }
        return names.stream().anyMatch(name -> name.endsWith(".encrypted")) ? ENCRYPTED : DAMAGED;
    }

    private static HeldReason ofScan(String reason) {
        if (ENGINE_LIMIT.matcher(reason).find()) {
            return TOO_LARGE_TO_SCAN;
        }
        return names(reason).stream().anyMatch(name -> name.startsWith("virus.")) ? SCANNER_AWAY : UNSCANNED;
    }

    private static Set<String> names(String reason) {
        return NAMES.matcher(reason).results().map(name -> name.group(1)).collect(Collectors.toSet());
    }
}
