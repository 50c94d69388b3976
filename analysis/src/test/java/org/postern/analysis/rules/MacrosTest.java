// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.TestFacts;

class MacrosTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "SPAM: __SUBJECT__;SPAM: hello",
        "__SENDER__ __SENDER_IP__;a@example.org 192.0.2.7",
        "__RECEIVERS__;b@example.com",
        "__TARGETS__;t@example.com",
        "__RULE__;The Rule",
        "__SPAMLEVEL__;4.25",
        "__SPAMSTARS__;****",
        "__SPAM_HITS__;SOME_RULE",
        "__SPAM_INFO__;score 4.25: SOME_RULE (4.25) some reason",
        "__VIRUS_INFO__;''",
        "__MSGID__;<1@example.org>",
        "__ADMIN__ __HOST__ __DOMAIN__ __FQDN__;admin@example.com mx example.com mx.example.com",
        "__VERSION__;1.2.3",
        "__NOT_DEFINED__ __SENDER __subject__;__NOT_DEFINED__ __SENDER __subject__",
        "____SENDER____;__a@example.org__",
        "$1 \\ __SENDER__;$1 \\ a@example.org"
    })
    void macroShouldBecomeWhatItStandsFor(String text, String expected) {
        assertThat(Macros.substitute(text, context(TestFacts.spam(4.25)))).isEqualTo(expected);
    }

    @Test
    void subjectThatNamesAMacroShouldStayWhatItIs() {
        Facts facts = TestFacts.content(TestFacts.clean(), List.of(), List.of(),
            List.of(new HeaderField("Subject", "__ADMIN__", "__ADMIN__ __SENDER__")));
        assertThat(Macros.substitute("SPAM: __SUBJECT__", context(facts))).isEqualTo("SPAM: __ADMIN__ __SENDER__");
    }

    @Test
    void missingSubjectShouldBeNamed() {
        Facts facts = TestFacts.content(TestFacts.clean(), List.of(), List.of(), List.of());
        assertThat(Macros.substitute("__SUBJECT__", context(facts))).isEqualTo("No Subject");
    }

    @Test
    void starsShouldEndAtAHundredAndNeverBeNegative() {
        assertThat(Macros.substitute("__SPAMSTARS__", context(TestFacts.spam(1000)))).hasSize(100);
        assertThat(Macros.substitute("__SPAMSTARS__", context(TestFacts.spam(-2)))).isEmpty();
    }

    @Test
    void virusShouldBeNamedWithItsEngine() {
        assertThat(Macros.substitute("__VIRUS_INFO__", context(TestFacts.infected()))).isEqualTo("Eicar-Test (clamav)");
    }

    private static MacroContext context(Facts facts) {
        return new MacroContext(facts, List.of("t@example.com"), "The Rule", "admin@example.com", "mx.example.com", "The Rule", "1.2.3");
    }
}
