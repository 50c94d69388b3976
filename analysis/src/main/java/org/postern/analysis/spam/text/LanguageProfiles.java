// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses languages by the pieces of words that are frequent in a text: each language has its own order of them, and the language whose
 * order is nearest is the likeliest. Chinese, Japanese and Korean are told by their letters, since they put few spaces between words.
 */
final class LanguageProfiles {
    private static final Pattern WORD = Pattern.compile("[^0-9\\s\\-!\"#$%&()*+,./:;<=>?@\\[\\\\\\]^_`{|}~]+");
    private static final int LONGEST_PIECE = 5;
    /** One sign of these scripts says as much as several letters of others. */
    private static final double ENOUGH_SIGNS = 0.3;
    private static final double ENOUGH_KANA = 0.1;

    private final List<Profile> profiles = new ArrayList<>();

    /** The place of each piece in the order of one language, from 1. */
    private record Profile(String language, Map<String, Integer> places) {
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
                Map<String, Integer> places = new HashMap<>();
                for (int i = 1; i < words.length; i++) {
                    places.put(words[i], i);
                }
                all.profiles.add(new Profile(words[0], places));
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
        List<String> frequent = frequent(text, pieces);
        Map<String, Long> distances = new HashMap<>();
        for (Profile profile : profiles) {
            if (!passedOver.contains(profile.language())) {
                distances.merge(profile.language(), distance(profile, frequent, pieces), Math::min);
            }
        }
        long best = distances.values().stream().mapToLong(Long::longValue).min().orElse(0);
        return distances.entrySet().stream()
            .filter(entry -> entry.getValue() == best || entry.getValue() < nearness * best)
            .sorted(Comparator.comparingLong((Map.Entry<String, Long> entry) -> entry.getValue()).thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey).toList();
    }

    private static long distance(Profile profile, List<String> frequent, int most) {
        long distance = 0;
        for (int i = 0; i < frequent.size(); i++) {
            Integer place = profile.places().get(frequent.get(i));
            distance += place == null ? most : Math.abs(place - i);
        }
        return distance;
    }

    private static List<String> frequent(String text, int most) {
        Map<String, int[]> counts = new HashMap<>();
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            String word = "_" + words.group() + "_";
            for (int start = 0; start < word.length(); start++) {
                for (int end = start + 1; end <= Math.min(word.length(), start + LONGEST_PIECE); end++) {
                    counts.computeIfAbsent(word.substring(start, end), any -> new int[1])[0]++;
                }
            }
        }
        return counts.entrySet().stream()
            .sorted(Comparator.comparingInt((Map.Entry<String, int[]> entry) -> -entry.getValue()[0]).thenComparing(Map.Entry::getKey))
            .limit(most).map(Map.Entry::getKey).toList();
    }
}
