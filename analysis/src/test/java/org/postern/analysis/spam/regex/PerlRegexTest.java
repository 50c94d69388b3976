// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerlRegexTest {
    private static final int MOST = 20;

    /** Expression, text, number of matches and first match: the last two were written by Perl 5.36 with the flags that rules run with. */
    static Stream<Arguments> matchesOfPerl() throws IOException {
        try (InputStream in = PerlRegexTest.class.getResourceAsStream("perl-matches.tsv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList();
            return lines.stream().map(line -> Arguments.of((Object[]) line.split("\t", -1)));
        }
    }

    @ParameterizedTest
    @MethodSource("matchesOfPerl")
    void expressionShouldMatchAsInPerl(String notation, String text, int count, String first) {
        Matcher matcher = PerlRegex.parse(notation).pattern().matcher(unescaped(text));
        int found = 0;
        String firstFound = "";
        while (found < MOST && matcher.find()) {
            firstFound = found++ == 0 ? matcher.group() : firstFound;
        }
        assertThat(found).isEqualTo(count);
        if (!notation.contains("\\K")) {
            assertThat(firstFound).isEqualTo(unescaped(first));
        }
    }

    @ParameterizedTest
    @MethodSource("matchesOfPerl")
    void indexShouldNeverPassOverAMatch(String notation, String text, int count) {
        if (count > 0) {
            String around = unescaped(text);
            RegexIndex index = new RegexIndex(List.of(PerlRegex.parse("/other/"), PerlRegex.parse(notation)));
            assertThat(index.candidates(around.getBytes(StandardCharsets.ISO_8859_1)).get(1)).isTrue();
        }
    }

    @Test
    void namedGroupsShouldKeepTheirNumbers() {
        PerlRegex regex = PerlRegex.parse("/(a)(?<ONE>b)(c)(?<T_WO>d)|(?<ONE>e)/");
        assertThat(regex.names()).containsOnlyKeys("ONE", "T_WO");
        Matcher matcher = regex.pattern().matcher("abcd");
        assertThat(matcher.find()).isTrue();
        assertThat(matcher.group(regex.names().get("ONE").get(0))).isEqualTo("b");
        assertThat(matcher.group(regex.names().get("T_WO").get(0))).isEqualTo("d");
        assertThat(regex.names().get("ONE")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "/", "/x", "x/", "/(?<n/", "/(/", "/)/", "/[/", "/[z-a]/", "/x**/", "/*x/", "/a{2}{3}/", "/a{3,2}/",
        "/a{99999}/", "/\\/", "/(?R)/", "/(?{x})/", "/(?|a|b)/", "/(*FAIL)/", "/\\k<no>/", "/(a)\\2/", "/x/e1", "/a/b/", "m\\x\\",
        "maba", "/\\p{Nothing}/", "/\\N{SPACE}/", "/[[:nothing:]]/", "/\\x{zz}/", "/(?y)x/"})
    void whatIsWrongOrNotSupportedShouldBeRefused(String notation) {
        assertThatThrownBy(() -> PerlRegex.parse(notation)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\(?:x([0-9a-f]{2})|([nrt\\\\]))").matcher(text).replaceAll(found -> Matcher.quoteReplacement(
            found.group(1) != null ? String.valueOf((char) Integer.parseInt(found.group(1), 16))
                : String.valueOf("\n\r\t\\".charAt("nrt\\".indexOf(found.group(2))))));
    }
}
