// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOptions;

/**
 * The languages that the text of a message may be written in. Rules see them where a rule set loads the plugin TextCat.
 *
 * @param languages two or three letters each, likeliest first; none when the text is too short or fits too many
 * @param length    octets of the text that was looked at
 */
public record TextLanguages(List<String> languages, int length) {
    /** The plugin's name in rule files. */
    public static final String PLUGIN = "Mail::SpamAssassin::Plugin::TextCat";
    private static final int LONGEST = 10_000;
    private static final int SHORTEST = 256;
    private static final String RARE = "bs cy eo et eu fy ga gd is la lt lv rm sa sco sl yi";
    private static final Pattern MARKS = Pattern.compile("^(?:[a-z]{2,12}:\\s*){1,10}", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINKS = Pattern.compile("https?(?::(?:&#x2F;){2}|://|%3A%2F%2F)\\S{1,1024}|\\bwww\\.\\S{1,128}"
        + "|(?<!\\S)\\S{1,64}@[a-zA-Z]\\S{1,128}");

    /** The profiles, once for a rule set. */
    private record Known(LanguageProfiles profiles, Set<String> passedOver, int pieces, double nearness, int most) {
        static Known of(RuleOptions options) {
            return options.derived(Known.class, all -> {
                Set<String> passedOver = new HashSet<>(words(all.last("inactive_languages", RARE)));
                words(all.last("ok_languages", "all")).forEach(passedOver::remove);
                return new Known(LanguageProfiles.read(), passedOver, (int) number(all, "textcat_max_ngrams", 400, 1, 400),
                    number(all, "textcat_acceptable_score", 1.02, 1, 10), (int) number(all, "textcat_max_languages", 3, 1, 100));
            });
        }
    }

    /** Whether the rule set has loaded the plugin. */
    public static boolean wanted(RuleOptions options) {
        return options.of("loadplugin", "tryplugin").stream().anyMatch(option -> option.value().split("\\s+")[0].equals(PLUGIN));
    }

    /** The languages that a rule set calls fine, {@code all} among them when every one is. */
    public static Set<String> fine(RuleOptions options) {
        return Set.copyOf(words(options.last("ok_languages", "all")));
    }

    /** Guesses. */
    static TextLanguages of(MailText mail) {
        RuleOptions options = mail.options();
        String start = withoutLinks(MARKS.matcher(String.join("\n", mail.body())).replaceFirst(""));
        if (start.length() < SHORTEST) {
            return new TextLanguages(List.of(), start.length());
        }
        Known known = Known.of(options);
        String text = new String(start.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        List<String> likely = known.profiles().of(text, known.passedOver(), known.pieces(), known.nearness());
        return new TextLanguages(likely.size() > known.most() ? List.of() : likely, start.length());
    }

    /** The beginning, with a blank in the place of each link; the rest of a long text is not looked at. */
    private static String withoutLinks(String text) {
        StringBuilder kept = new StringBuilder();
        Matcher link = LINKS.matcher(text);
        int from = 0;
        while (kept.length() < LONGEST && link.find()) {
            kept.append(text, from, link.start()).append(' ');
            from = link.end();
        }
        if (kept.length() < LONGEST) {
            kept.append(text, from, Math.min(text.length(), from + LONGEST));
        }
        return kept.substring(0, Math.min(LONGEST, kept.length()));
    }

    private static Set<String> words(String value) {
        return new HashSet<>(Arrays.asList(value.strip().split("\\s+")));
    }

    private static double number(RuleOptions options, String keyword, double otherwise, double least, double most) {
        try {
            return Math.min(most, Math.max(least, Double.parseDouble(options.last(keyword, Double.toString(otherwise)).strip())));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
