// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriCollectorTest {
    private static final List<String> PIECES = List.of("http://", "HTTPS://", "http:/", "https:", "ftp://", "mailto:",
        "MailTo:", "www.", "wwww.", "a", "é", "_", "9", " ", "\n", ".", "-", "x.example", "\u0300", "<", "\"", "(", "http\u017F://", "|");

    private static List<String> found(String text) {
        UriCollector collector = new UriCollector(10_000, new AnomalyLog());
        collector.scan(text);
        return collector.all();
    }

    @ParameterizedTest
    @CsvSource({
        "see http://a.example/x?y=1., http://a.example/x?y=1",
        "WWW.Shop.example now, http://WWW.Shop.example",
        "(mailto:someone@a.example), mailto:someone@a.example",
        "awww.shop.example is no beginning of a word, ",
        "ftp://files.example/pub, ftp://files.example/pub"})
    void linksInRunningTextShouldBeFound(String text, String uri) {
        assertThat(found(text)).isEqualTo(uri == null ? List.of() : List.of(uri));
    }

    @Test
    void asManyLinksShouldBeFoundAsWhenEachLetterIsTried() {
        Pattern everywhere = Pattern.compile("(?i)\\b(?:(?:https?|ftp)://|mailto:|www\\.)[^\\s<>\"'\\x00-\\x1f|\\\\^`{}]++");
        Random random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int piece = 0; piece < 12; piece++) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            UriCollector naive = new UriCollector(10_000, new AnomalyLog());
            Matcher matcher = everywhere.matcher(text);
            while (matcher.find()) {
                for (String one : found(matcher.group())) {
                    naive.add(one);
                }
            }
            assertThat(found(text.toString())).as(text.toString()).isEqualTo(new ArrayList<>(naive.all()));
        }
    }
}
