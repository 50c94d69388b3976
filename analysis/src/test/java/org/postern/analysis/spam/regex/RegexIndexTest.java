// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class RegexIndexTest {
    private static final List<String> WORDS = List.of("money", "Bank", "bank", "$5", "100%", "click here", "\n", "\n", " ", " ",
        "\u00e4\u00f6", "re", "free", "Subject: ", "a", "b", "http://x.example/", "0123456789abcdef", "ee", "-", "\t", "QWERTY");
    private static final List<String> EXPRESSIONS = List.of("/money/", "/^bank/im", "/^Bank/",
        "/\\bfree\\s+money\\b/i", "/(?:money.{0,9}){2}/s",
        "/\\d{2,3}%/", "/\\$5$/m", "/e/", "/(?:free|click|bank)\\W+(?:here|money|re)/i", "/[A-Z]{6}/", "/[a-z]{5,}\\d/", "/[0-9a-f]{16}/",
        "/^\\s*\\n/m", "/\\A(?:re|free)/", "/[\\x80-\\xff]{4}/", "/http:\\/\\/\\w+\\.example\\/?-/", "/ee\\z/", "/(a|b)-\\1/", "/\\t/",
        "/^Subject: .*(?:free|bank)/mi", "/(?:e.?){6}/", "/\\w+ \\w+ \\w+\\n/");

    @Test
    void everyExpressionThatMatchesShouldBeNamedAmongMany() {
        List<PerlRegex> all = new ArrayList<>(EXPRESSIONS.stream().map(PerlRegex::parse).toList());
        // More than fit a small table.
        IntStream.range(0, 60).forEach(number -> all.add(PerlRegex.parse("/other" + number + "|e-?" + number % 10 + "/")));
        RegexIndex index = new RegexIndex(all);
        Random random = new Random(7);
        int matches = 0;
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int words = random.nextInt(30); words > 0; words--) {
                text.append(WORDS.get(random.nextInt(WORDS.size())));
            }
            BitSet named = index.candidates(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).pattern().matcher(text).find()) {
                    matches++;
                    assertThat(named.get(i)).as("%s in '%s'", all.get(i).pattern(), text).isTrue();
                }
            }
        }
        assertThat(matches).isGreaterThan(10_000);
    }

    @Test
    void endlessRepetitionsShouldBeReadInTimeInProportion() {
        RegexIndex index = new RegexIndex(List.of(PerlRegex.parse("/x(?:ab)*c1/"), PerlRegex.parse("/(?:ab){3}c/")));
        byte[] text = "xab".repeat(3).concat("ab".repeat(2_000_000)).getBytes(StandardCharsets.ISO_8859_1);
        long start = System.nanoTime();
        index.candidates(text);
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }

    @Test
    void rareExpressionsShouldNotBeNamedForOrdinaryText() {
        RegexIndex index = new RegexIndex(EXPRESSIONS.stream().map(PerlRegex::parse).toList());
        BitSet named = index.candidates("Dear all,\nwe meet on Monday at the usual place.\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(named.get(0)).isFalse();
        assertThat(named.cardinality()).isLessThan(8);
    }
}
