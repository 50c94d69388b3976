// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchStartsTest {
    private static final String LETTERS = "aabBcx \n-1";

    @ParameterizedTest
    @ValueSource(strings = {"/^a/m", "/^a/", "/\\Aa?b/", "/(?:^|a)b/m", "/a?b{2,}c/", "/(?<=a)b/", "/(?!ab)a./s", "/\\bb/i",
        "/(?:ab|c(?:x|1)+)-/", "/(a)\\1/", "/(?:)/", "/a*/", "/^/m", "/^$/m", "/$/m", "/(?:^a|^b)/m", "/(?>^(?=a)[ab]+)/m", "/\\Gab/",
        "/[^a]\\n1/", "/(?:a?b?c?)x1/", "/-{2}(?:1|x)?\\z/", "/(?<!\\w)[bc]1*+-/", "/(?i:b)b/",
        "/\\w?\\w?[a-c]{2}x/", "/[\\w ]{0,3}(?:ab|B1)-/i", "/(?:\\w{1,3} )?[ab]+\\n?c1?$/m"})
    void everyMatchShouldBeginAtANamedPlace(String notation) {
        PerlRegex regex = PerlRegex.parse(notation);
        Random random = new Random(notation.hashCode());
        int found = 0;
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            byte[] octets = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            Matcher matcher = regex.pattern().matcher(text);
            while (matcher.find()) {
                found++;
                assertThat(regex.starts().anywhere() || regex.starts().next(octets, matcher.start()) == matcher.start())
                    .as("%s at %d of '%s'", notation, matcher.start(), text).isTrue();
            }
        }
        assertThat(found).isPositive();
    }

    @Test
    void namedPlacesShouldBeFew() {
        byte[] text = "Received: by x\nSubject: to you\nTo: you\n".getBytes(StandardCharsets.ISO_8859_1);
        MatchStarts starts = PerlRegex.parse("/^(?:To|Subject):.*you$/m").starts();
        List<Integer> places = new ArrayList<>();
        for (int at = starts.next(text, 0); at >= 0; at = starts.next(text, at + 1)) {
            places.add(at);
        }
        assertThat(places).containsExactly(15, 31);
        MatchStarts many = PerlRegex.parse("/\\w?\\w? ?\\w?(?:ject|To): you/i").starts();
        assertThat(many.anywhere()).isFalse();
        assertThat(many.next(text, 0)).isEqualTo(31);
        assertThat(PerlRegex.parse("/\\Aab/").starts().next(text, 1)).isEqualTo(-1);
    }
}
