// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;

class TextLanguagesTest {
    private static final String DUTCH = "Wij hebben uw bestelling ontvangen en sturen het pakket zo snel mogelijk naar het adres dat u ons"
        + " heeft gegeven. Als er iets niet klopt, kunt u ons altijd bellen of schrijven; wij helpen u graag verder met al uw vragen over"
        + " de levering en de betaling van wat u heeft gekocht.";

    @Test
    void languageShouldBeAHeaderForRuleSetsThatLoadThePlugin() {
        MailText mail = mail(DUTCH, "loadplugin " + TextLanguages.PLUGIN);

        assertThat(mail.value("X-Languages")).isEqualTo("nl");
        assertThat(Integer.parseInt(mail.value("X-Languages-Length"))).isBetween(256, 300);
    }

    @Test
    void languageShouldBeNoHeaderForOthers() {
        assertThat(mail(DUTCH).header("X-Languages")).isEmpty();
    }

    @Test
    void linksAndAddressesShouldNotCount() {
        MailText mail = mail("https://example.com/" + "the-and-of-".repeat(60) + " mail@example.com " + DUTCH,
            "loadplugin " + TextLanguages.PLUGIN);

        assertThat(mail.languages().languages()).containsExactly("nl");
        assertThat(mail.languages().length()).isLessThan(320);
    }

    @Test
    void rareLanguageShouldBeKnownToThoseWhoReadIt() {
        String estonian = "Kõik inimesed sünnivad vabadena ja võrdsetena oma väärikuselt ja õigustelt. Neile on antud mõistus ja "
            + "südametunnistus ja nende suhtumist üksteisesse peab kandma vendluse vaim. Igal inimesel on õigus elule, vabadusele ja "
            + "isikupuutumatusele ning kedagi ei tohi pidada orjuses.";

        assertThat(mail(estonian).languages().languages()).doesNotContain("et");
        assertThat(mail(estonian, "ok_languages en et").languages().languages()).containsExactly("et");
    }

    @ParameterizedTest
    @CsvSource({"0, nl", "1, nl", "nonsense, nl"})
    void mostLanguagesShouldBeAtLeastOne(String most, String language) {
        assertThat(mail(DUTCH, "textcat_max_languages " + most).languages().languages()).containsExactly(language);
    }

    @Test
    void textThatFitsManyLanguagesShouldBeOfNone() {
        assertThat(mail(DUTCH, "textcat_acceptable_score 3").languages().languages()).isEmpty();
    }

    private static MailText mail(String text, String... options) {
        List<RuleOption> lines = new ArrayList<>();
        for (String option : options) {
            String[] words = option.split(" ", 2);
            lines.add(new RuleOption(words[0], words[1], "test.cf", 1));
        }
        return MailText.read(("Subject: Re: Fwd: x\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n")
            .getBytes(StandardCharsets.UTF_8), Optional.empty(), new RuleOptions(lines));
    }
}
