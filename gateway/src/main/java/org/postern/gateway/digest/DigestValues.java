// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.postern.gateway.access.MailUser;
import org.postern.gateway.config.OwnRelease;
import org.postern.gateway.config.QuarantineConfiguration;
import org.postern.gateway.decide.ItemAction;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.usermail.HeldReason;
import org.postern.gateway.usermail.MailTexts;

/** What forms of reports are filled with: texts in the reader's language, times in his time zone. Documented for those who write forms. */
final class DigestValues {
    private static final int LONGEST = 200;
    /** English words before the names in a reason; the report says the same in the reader's language. */
    private static final Pattern WORDS_AROUND = Pattern.compile("^(?:score -?[0-9.]+: |held by |blocklist: )");
    private static final Pattern GAPS = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");

    private final DigestSettings settings;
    private final QuarantineConfiguration policy;
    private final UnaryOperator<String> links;
    private final MailTexts texts;
    private final Locale locale;
    private final DateTimeFormatter times;
    private final NumberFormat scores;

    /**
     * Values.
     *
     * @param texts in the language of the settings
     * @param links address to the link that opens its quarantine
     */
    DigestValues(DigestSettings settings, MailTexts texts, QuarantineConfiguration policy, UnaryOperator<String> links) {
        this.settings = settings;
        this.policy = policy;
        this.links = links;
        this.texts = texts;
        this.locale = Locale.forLanguageTag(settings.language());
        this.times = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(locale)
            .withZone(settings.zone());
        this.scores = NumberFormat.getNumberInstance(locale);
        scores.setMinimumFractionDigits(1);
        scores.setMaximumFractionDigits(1);
    }

    Map<String, Object> of(MailUser user, QuarantinePage page, Instant due, Duration linkLifetime) {
        int count = page.items().size();
        boolean several = user.addresses().size() > 1;
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("language", settings.language());
        values.put("recipient", user.address());
        values.put("count", String.valueOf(count));
        values.put("from", times.format(due.minus(Duration.ofHours(settings.hours()))));
        values.put("to", times.format(due));
        values.put("subject", texts.of("digest.subject", count));
        values.put("intro", texts.of("digest.intro", count, user.address(), values.get("from"), values.get("to")));
        values.put("more", page.next().isPresent() ? List.of(texts.of("digest.more", count)) : List.of());
        values.put("url", links.apply(user.address()));
        values.put("ends", texts.of("digest.ends", linkLifetime.toHours()));
        values.put("words", words());
        values.put("items", page.items().stream().map(item -> item(item, several)).toList());
        return values;
    }

    private Map<String, Object> words() {
        Map<String, Object> words = new LinkedHashMap<>();
        for (String word : List.of("from", "to", "subject", "score", "reason", "time", "size", "sender", "details", "open", "show")) {
            words.put(word, texts.of("digest.word." + word));
        }
        return words;
    }

    private Map<String, Object> item(QuarantineItem item, boolean several) {
        String link = links.apply(item.recipient()) + "/" + item.id();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("from", line(item.headerFrom().isBlank() ? item.envelopeSender() : item.headerFrom()));
        values.put("sender", line(item.envelopeSender().isEmpty() ? "<>" : item.envelopeSender()));
        values.put("subject", line(item.subject().isBlank() ? texts.of("digest.no-subject") : item.subject()));
        values.put("score", scores.format(item.score()));
        values.put("kind", texts.of("digest.kind." + item.kind().name().toLowerCase(Locale.ROOT)));
        values.put("reason", line(HeldReason.sentence(item, texts)));
        values.put("details", line(details(item)));
        values.put("time", times.format(item.quarantinedAt()));
        values.put("size", texts.of("digest.size", (item.size() + 1023) / 1024));
        values.put("recipient", line(item.recipient()));
        values.put("alias", several ? List.of(line(item.recipient())) : List.of());
        values.put("link", link);
        values.put("actions", actions(item).map(action -> Map.<String, Object>of("label", texts.of("digest.action." + action.word()),
            "action", action.word(), "link", link + "/" + action.word())).toList());
        return values;
    }

    private Stream<ItemAction> actions(QuarantineItem item) {
        OwnRelease release = policy.release(item.kind());
        return switch (release) {
            case ALLOWED -> Stream.of(ItemAction.RELEASE, ItemAction.WELCOMELIST, ItemAction.DELETE, ItemAction.BLOCKLIST);
            case REQUEST -> Stream.of(ItemAction.REQUEST_RELEASE);
            case NEVER -> Stream.empty();
        };
    }

    /** The rule that decided and what it found, so that who reads the report can name it to an administrator. */
    private static String details(QuarantineItem item) {
        String rule = item.rules().isEmpty() ? "" : item.rules().get(item.rules().size() - 1);
        String found = WORDS_AROUND.matcher(item.reason()).replaceFirst("");
        if (rule.isEmpty()) {
            return found;
        }
        return found.isBlank() || found.equals(rule) ? rule : rule + ": " + found;
    }

    /** One line: strangers' texts must not look like more than one line of the report. */
    private static String line(String text) {
        String line = GAPS.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
