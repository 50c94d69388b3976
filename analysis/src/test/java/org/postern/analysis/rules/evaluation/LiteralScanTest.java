// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.rules.text.TextPattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class LiteralScanTest {
    private static final int NUMBER = 70;

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "(sales|office)-42@.+\\.example user7@domain.example",
        "(sales|office)-42@.+\\.example sales-41@domain.example",
        "https?://bad42\\. https://bad41.example/",
        "abc.*def xyz-abc",
        "(abc|def)-(ghi|jkl) abc-def"})
    void aTextThatLacksWhatAnExpressionNeedsShouldRuleItOut(String regex, String text) {
        assertThat(candidate(regex, text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "(sales|office)-42@.+\\.example OFFICE-42@a.EXAMPLE",
        "abcb+cde xabcbbcde",
        "(abc)?def def",
        "(abc|x)def-ghi xdef-ghi",
        "abc{0,2}def abdef",
        "\\Qabc\\E abc",
        "kelvin \u212Aelvin"})
    void anExpressionThatMatchesShouldNeverBeRuledOut(String regex, String text) {
        assertThat(TextPattern.of(regex).finds(text)).isTrue();
        assertThat(candidate(regex, text)).isTrue();
    }

    @Test
    void literalsMayStandInDifferentTextsSinceThatIsOnlyAFirstLook() {
        LiteralScan scan = new LiteralScan();
        scan.add(NUMBER, "abc.*def");

        assertThat(scan.candidates(List.of("abc", "def")).get(NUMBER)).isTrue();
        assertThat(scan.candidates(List.of("abc", "abc")).get(NUMBER)).isFalse();
        assertThat(scan.candidates(List.of())).isEqualTo(new BitSet());
    }

    @Property(tries = 3000)
    void noMatchShouldBeLostWhateverTheExpression(@ForAll("expressions") String regex, @ForAll("texts") String text) {
        if (TextPattern.of(regex).finds(text)) {
            assertThat(candidate(regex, text)).as("%s in %s", regex, text).isTrue();
        }
    }

    @Provide
    Arbitrary<String> expressions() {
        Arbitrary<String> piece = Arbitraries.of("abc", "abcd", "bca", "c", ".", "[ab]", "\\.", "d");
        Arbitrary<String> end = Arbitraries.of("", "", "", "?", "*", "+", "{1,2}", "+?");
        Arbitrary<String> group = piece.list().ofMinSize(1).ofMaxSize(3).map(all -> '(' + String.join("|", all) + ')');
        Arbitrary<String> item = Arbitraries.frequencyOf(Tuple.of(3, piece), Tuple.of(1, group));
        Arbitrary<String> sequence = item.flatMap(one -> end.map(one::concat)).list().ofMinSize(1).ofMaxSize(4)
            .map(all -> String.join("", all));
        return sequence.list().ofMinSize(1).ofMaxSize(2).map(all -> String.join("|", all));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abcdABC.").ofMinLength(1).ofMaxLength(16);
    }

    private static boolean candidate(String regex, String text) {
        LiteralScan scan = new LiteralScan();
        scan.add(0, "zzzz");
        scan.add(NUMBER, regex);
        scan.add(NUMBER + 1, "zzzz");
        return scan.candidates(List.of(text)).get(NUMBER);
    }
}
