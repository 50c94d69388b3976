// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.usermail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.config.LinkConfiguration;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.SampleItems;

class HeldReasonTest {

    private static QuarantineItem item(QuarantineKind kind, double score, List<String> rules, String reason) {
        Instant now = Instant.parse("2026-03-01T20:00:00Z");
        return new QuarantineItem(ItemId.of(SampleItems.messageId(), "ann@example.org"), kind, ItemStatus.PENDING, Direction.INCOMING, now,
            now.plusSeconds(60), "a@b.example", "ann@example.org", "offer", "a@b.example", "192.0.2.1", 100, score, rules, reason);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "held-reasons.csv", delimiter = '|', numLinesToSkip = 1)
    void theReasonShouldBeReadFromWhatWasFound(QuarantineKind kind, String reason, HeldReason why) {
        assertThat(HeldReason.of(item(kind, 3, List.of("A Rule"), reason))).isEqualTo(why);
    }

    private static Stream<Arguments> everyReasonInEveryLanguage() {
        return LinkConfiguration.LANGUAGES.stream().flatMap(language -> Stream.of(HeldReason.values())
            .map(reason -> Arguments.of(language, reason)));
    }

    @ParameterizedTest
    @MethodSource("everyReasonInEveryLanguage")
    void everyReasonShouldHaveASentenceOfItsOwnInEveryLanguage(String language, HeldReason reason) {
        String sentence = MailTexts.in(language).of(reason.key(), 1.0, "found");
        assertThat(sentence).endsWith(".").doesNotContain("{", "''");
        Map<String, String> others = LinkConfiguration.LANGUAGES.stream().filter(each -> !each.equals(language))
            .collect(Collectors.toMap(each -> each, each -> MailTexts.in(each).of(reason.key(), 1.0, "found")));
        assertThat(others).as("another language").doesNotContainValue(sentence);
        assertThat(Stream.of(HeldReason.values()).filter(each -> MailTexts.in(language).of(each.key(), 1.0, "found").equals(sentence)))
            .containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "en|SPAM|score 7.2: OFFER|It looks like spam, with 7.2 points.",
        "de|SPAM|score 7.2: OFFER|Sie sieht mit 7,2 Punkten nach Spam aus.",
        "fr|HELD|held by Modify Header, Look {0} First|"
            + "Une règle de votre organisation demande que quelqu'un le regarde d'abord : Look {0} First.",
        "es|SPAM|blocklist: ads.example|Su remitente está en su lista de remitentes bloqueados: ads.example.",
        "de|VIRUS|Eicar '{1}'|In ihr wurde ein Virus gefunden: Eicar '{1}'."})
    void theSentenceShouldNameWhatMatters(String language, QuarantineKind kind, String reason, String sentence) {
        QuarantineItem item = item(kind, 7.24, List.of("Modify Header", "Look {0} First"), reason);
        assertThat(HeldReason.sentence(item, MailTexts.in(language))).isEqualTo(sentence);
    }
}
