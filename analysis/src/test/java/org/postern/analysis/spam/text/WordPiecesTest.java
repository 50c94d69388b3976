// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordPiecesTest {

    @Test
    void piecesShouldBeCountedWithTheEndsOfWords() {
        assertThat(WordPieces.frequent("ab-ab, b", 5)).containsExactly("_", "b", "b_", "_a", "_ab");
        assertThat(WordPieces.frequent("", 5)).isEmpty();
        assertThat(WordPieces.frequent("1 2, 3", 5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 400, 100_000})
    void theMostFrequentShouldBeThoseThatPlainCountingFinds(int most) {
        Random random = new Random(most);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            text.append("abcdeöжя語_ 1\n-".charAt(random.nextInt(14)));
        }

        assertThat(WordPieces.frequent(text.toString(), most)).isEqualTo(plain(text.toString(), most));
    }

    private static List<String> plain(String text, int most) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String letters : text.split("[0-9\\s\\-_]+")) {
            String word = "_" + letters + "_";
            for (int start = 0; start < word.length() && !letters.isEmpty(); start++) {
                for (int end = start + 1; end <= Math.min(word.length(), start + 5); end++) {
                    counts.merge(word.substring(start, end), 1, Integer::sum);
                }
            }
        }
        return counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey())).limit(most).map(Map.Entry::getKey).toList();
    }
}
