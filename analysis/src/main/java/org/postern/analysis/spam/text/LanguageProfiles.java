// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Guesses languages by the pieces of words that are frequent in a text: each language has its own order of them, and the language whose
 * order is nearest is the likeliest. Chinese, Japanese and Korean are told by their letters, since they put few spaces between words.
 */
final class LanguageProfiles {
    /** One sign of these scripts says as much as several letters of others. */
    private static final double ENOUGH_SIGNS = 0.3;
    private static final double ENOUGH_KANA = 0.1;

    private final List<String> languages = new ArrayList<>();
    /** For each piece where it stands in the order of languages. */
    private final Map<String, List<Place>> places = new HashMap<>();

    /** A place in the order of one language, from 1. */
    private record Place(int profile, int place) {
    }

    /** Letters of a text by kind. */
    private record Letters(int all, int han, int kana, int hangul) {
        static Letters of(String text) {
            int[] counts = new int[4];
            text.codePoints().filter(Character::isLetter).forEach(c -> {
                counts[0]++;
                switch (Character.UnicodeScript.of(c)) {
                    case HAN -> counts[1]++;
                    case HIRAGANA, KATAKANA -> counts[2]++;
                    case HANGUL -> counts[3]++;
                    default -> {
                        // Of the other scripts the pieces of words tell the language.
                    }
                }
            });
            return new Letters(counts[0], counts[1], counts[2], counts[3]);
        }
    }

    private LanguageProfiles() {
    }

    /** Reads the profiles that come with the engine. */
    static LanguageProfiles read() {
        LanguageProfiles all = new LanguageProfiles();
        try (InputStream in = LanguageProfiles.class.getResourceAsStream("languages.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] words = line.split(" ");
                for (int i = 1; i < words.length; i++) {
                    all.places.computeIfAbsent(words[i], any -> new ArrayList<>(4)).add(new Place(all.languages.size(), i));
                }
                all.languages.add(words[0]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /**
     * The likely languages of a text, likeliest first.
     *
     * @param passedOver languages that are not considered
     * @param pieces     how many of the most frequent pieces are compared
     * @param nearness   how many times the best language's distance another's may be, at least 1
     */
    List<String> of(String text, Set<String> passedOver, int pieces, double nearness) {
        Letters letters = Letters.of(text);
        if (letters.han() + letters.kana() + letters.hangul() > ENOUGH_SIGNS * letters.all()) {
            if (letters.hangul() > letters.han() + letters.kana()) {
                return List.of("ko");
            }
            return List.of(letters.kana() > ENOUGH_KANA * (letters.han() + letters.kana()) ? "ja" : "zh");
        }
        long[] far = distances(WordPieces.frequent(text.toLowerCase(Locale.ROOT), pieces), pieces);
        Map<String, Long> distances = new HashMap<>();
        for (int i = 0; i < far.length; i++) {
            if (!passedOver.contains(languages.get(i))) {
                distances.merge(languages.get(i), far[i], Math::min);
            }
        }
        long best = distances.values().stream().mapToLong(Long::longValue).min().orElse(0);
        return distances.entrySet().stream()
            .filter(entry -> entry.getValue() == best || entry.getValue() < nearness * best)
            .sorted(Comparator.comparingLong((Map.Entry<String, Long> entry) -> entry.getValue()).thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey).toList();
    }

    /** A piece that a language does not have is as far as can be. */
    private long[] distances(List<String> frequent, int most) {
        long[] distances = new long[languages.size()];
        Arrays.fill(distances, (long) frequent.size() * most);
        for (int i = 0; i < frequent.size(); i++) {
            for (Place known : places.getOrDefault(frequent.get(i), List.of())) {
                distances[known.profile()] += Math.abs(known.place() - i) - most;
            }
        }
        return distances;
    }
}
