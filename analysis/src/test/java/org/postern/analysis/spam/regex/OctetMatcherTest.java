// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OctetMatcherTest {
    private static final String LETTERS = "aabBcx \n-1\u00e4\u00c4";
    private static final String[] ATOMS = {"a", "b", "c", "x", " ", "-", "1", ".", "\\w", "\\W", "\\s", "\\d", "[ab]", "[^a]", "[^\\n]",
        "\\n", "\u00e4", "ab", "bc"};
    private static final String[] PLACES = {"^", "$", "\\b", "\\B", "\\A", "\\z", "\\G", "(?m:^)", "(?m:$)"};
    private static final int UNBOUNDED_COUNTS = 3;
    private static final String[] COUNTS = {"?", "*", "+", "{2}", "{1,3}", "{2,}", "{0,2}", "{0,1}", "{3,5}"};

    @ParameterizedTest
    @ValueSource(strings = {"/(?:[^\\n]+\\n+)*a/", "/(?:a|ab)(?:c|bcx)?/", "/(a+)(b?)\\1/", "/(?i)(a\\w)-\\1/", "/(?:a?)*b/", "/(?:a*)+x/",
        "/(?:a|b)*?c/", "/(?:ab?){2,4}?a/", "/(?:(?:ab|a)+ ?)+-/", "/(?>a+b?)b/", "/(?>a|ab)c?/", "/a++b/", "/(?:ab)*+a/",
        "/(?<=a|bc)\\w+/", "/(?<!a)b/", "/(?<=(?<!a)b)c/", "/(?=(a+))\\1b/", "/(?!ab)\\w{2}/", "/^\\s*$/m", "/\\Ga/", "/\\b\\w+\\b/",
        "/[ab]{2,3}?b/", "/(?:a{0,2}b){2}/", "/()/", "/(?:)*/", "/(?:a|)+b/", "/\u00e4+/i", "/(?:x|a|b|c|1|-|a\\w|xx)+$/",
        "/(?:(a)|b)+\\1/", "/.*?-/s", "/a.{0,3}b/s", "/(?:a(?:b(?:c|x)?)?)?-/", "/\\w+\\s\\w+/"})
    void matchesShouldBeThoseOfTheJdk(String notation) {
        PerlRegex regex = PerlRegex.parse(notation);
        Random random = new Random(notation.hashCode());
        int found = 0;
        for (int round = 0; round < 1_000; round++) {
            String text = text(random, 24);
            List<String> ours = ours(regex, text);
            assertThat(ours).as("%s in '%s'", notation, text).isEqualTo(jdk(regex, text));
            found += ours.size();
        }
        assertThat(found).isPositive();
    }

    @Test
    void matchesOfAnyExpressionShouldBeThoseOfTheJdk() {
        Random random = new Random(1);
        int found = 0;
        for (int round = 0; round < 4_000; round++) {
            String expression = expression(random, 4);
            PerlRegex regex = PerlRegex.parse("m{" + expression + "}" + (random.nextBoolean() ? "i" : ""));
            for (int i = 0; i < 10; i++) {
                String text = text(random, 16);
                List<String> ours = ours(regex, text);
                assertThat(ours).as("%s in '%s'", expression, text).isEqualTo(jdk(regex, text));
                found += ours.size();
            }
        }
        assertThat(found).isGreaterThan(10_000);
    }

    @Test
    void groupsShouldBeThoseOfTheJdk() {
        PerlRegex regex = PerlRegex.parse("/(?<WORD>\\w+)(?: (?<MORE>[a-z]+))*;/");
        byte[] text = octets("see One two three; four;");
        OctetMatcher matcher = regex.matcher(text, any -> { });
        assertThat(matcher.find()).isTrue();
        assertThat(matcher.group()).isEqualTo("see One two three;".substring(4));
        assertThat(matcher.group(regex.names().get("WORD").get(0))).isEqualTo("One");
        assertThat(matcher.group(regex.names().get("MORE").get(0))).isEqualTo("three");
        assertThat(matcher.find()).isTrue();
        assertThat(matcher.group(regex.names().get("MORE").get(0))).isNull();
        assertThat(matcher.find()).isFalse();
    }

    @Test
    void workThatGrowsWithoutBoundShouldBeStopped() {
        OctetMatcher matcher = PerlRegex.parse("/(a|aa)+\\1$/").matcher(octets("a".repeat(60) + "b"), limit(100_000));
        assertThatThrownBy(matcher::find).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void loopsThatFailedAtAPlaceShouldNotBeTriedThereAgain() {
        OctetMatcher matcher = PerlRegex.parse("/(?:a|aa|a[ab])+$/").matcher(octets("a".repeat(200) + "c"), limit(1_000_000));
        assertThat(matcher.find()).isFalse();
    }

    @Test
    void stepsShouldBeToldToTheBudget() {
        AtomicLong steps = new AtomicLong();
        OctetMatcher matcher = PerlRegex.parse("/x[ab]*y/").matcher(octets("x" + "ab".repeat(50_000)), steps::addAndGet);
        assertThat(matcher.find()).isFalse();
        assertThat(steps.get()).isBetween(100_000L, 100_100L);
    }

    @Test
    void looksBehindWithoutABoundShouldBeRefused() {
        assertThatThrownBy(() -> PerlRegex.parse("/(?<=a+)b/")).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("a look behind has no bound");
        assertThatThrownBy(() -> PerlRegex.parse("/(a)(?<!\\1)b/")).isInstanceOf(IllegalArgumentException.class);
    }

    private static LongConsumer limit(long most) {
        AtomicLong left = new AtomicLong(most);
        return steps -> {
            if (left.addAndGet(-steps) < 0) {
                throw new IllegalStateException("too much");
            }
        };
    }

    private static String expression(Random random, int depth) {
        StringBuilder out = new StringBuilder();
        for (int items = 1 + random.nextInt(4); items > 0; items--) {
            int kind = random.nextInt(depth > 0 ? 10 : 6);
            if (kind == 5) {
                out.append(PLACES[random.nextInt(PLACES.length)]);
                continue;
            }
            String item = kind < 5 ? "(?:" + ATOMS[random.nextInt(ATOMS.length)] + ")" : group(random, depth);
            out.append(item);
            // The JDK leaves a counted loop early when a round takes nothing; Perl goes round as often as is asked for.
            int counts = kind < 5 ? COUNTS.length : UNBOUNDED_COUNTS;
            if (random.nextInt(3) == 0 && !item.startsWith("(?=") && !item.startsWith("(?!")) {
                out.append(COUNTS[random.nextInt(counts)]).append(new String[] {"", "", "?", "+"}[random.nextInt(4)]);
            }
        }
        return out.toString();
    }

    private static String group(Random random, int depth) {
        StringBuilder out = new StringBuilder(new String[] {"(?:", "(?:", "(?:", "(?>", "(?=", "(?!"}[random.nextInt(6)]);
        for (int options = 1 + random.nextInt(5); options > 0; options--) {
            out.append(expression(random, depth - 2)).append(options > 1 ? "|" : ")");
        }
        return out.toString();
    }

    private static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(longest); length > 0; length--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> ours(PerlRegex regex, String text) {
        List<String> all = new ArrayList<>();
        OctetMatcher matcher = regex.matcher(octets(text), any -> { });
        while (matcher.find()) {
            all.add(matcher.start() + "-" + matcher.end());
        }
        return all;
    }

    private static List<String> jdk(PerlRegex regex, String text) {
        List<String> all = new ArrayList<>();
        Matcher matcher = regex.pattern().matcher(text);
        while (matcher.find()) {
            all.add(matcher.start() + "-" + matcher.end());
        }
        return all;
    }
}
