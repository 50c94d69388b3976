// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.regex.PerlNotation;

/** Puts the expressions of {@code replace_tag} and its kin in place of their names in rules that ask for it. */
final class ReplaceTags {
    private static final Pattern TAG = Pattern.compile("<[^<>]+>");
    private static final int MOST_PASSES = 6;
    private static final int LONGEST = 2_000_000;

    private final Map<String, String> tags;
    private final Map<String, String> before;
    private final Map<String, String> between;
    private final Map<String, String> after;
    private final String start;
    private final String end;
    private final Pattern named;

    ReplaceTags(RuleOptions options) {
        this.tags = table(options, "replace_tag");
        this.before = table(options, "replace_pre");
        this.between = table(options, "replace_inter");
        this.after = table(options, "replace_post");
        this.start = options.last("replace_start", "<");
        this.end = options.last("replace_end", ">");
        this.named = Pattern.compile(Pattern.quote(start) + "(.+?)" + Pattern.quote(end), Pattern.DOTALL);
    }

    private static Map<String, String> table(RuleOptions options, String keyword) {
        Map<String, String> table = new HashMap<>();
        for (RuleOption option : options.of(keyword)) {
            String[] words = option.value().split("\\s+", 2);
            if (words.length == 2) {
                table.put(words[0], words[1]);
            }
        }
        return table;
    }

    /** @throws IllegalArgumentException when replacing makes the expression too large */
    PerlNotation replaced(PerlNotation notation) {
        String text = notation.expression();
        boolean again = true;
        for (int pass = 0; again && pass < MOST_PASSES; pass++) {
            again = false;
            String pre = modifier(text, "pre", before);
            text = without(text, "pre");
            String post = modifier(text, "post", after);
            text = without(text, "post");
            String inter = modifier(text, "inter", between);
            text = without(text, "inter");
            List<String> pieces = pieces(text);
            StringBuilder out = new StringBuilder();
            for (String piece : pieces) {
                String around = piece.isEmpty() ? inter : around(piece, pre, post);
                Matcher tag = named.matcher(around);
                String replacement = tag.find() ? tags.getOrDefault(tag.group(1), "") : "";
                if (!replacement.isEmpty()) {
                    around = around.replace(tag.group(), replacement);
                    again |= TAG.matcher(replacement).find();
                }
                out.append(around);
                if (out.length() > LONGEST) {
                    throw new IllegalArgumentException("replacing its tags makes the expression too large");
                }
            }
            text = out.toString();
        }
        return new PerlNotation(text, notation.flags());
    }

    private Pattern modifierPattern(String kind) {
        return Pattern.compile(Pattern.quote(start + kind + " ") + "(.+?)" + Pattern.quote(end), Pattern.DOTALL);
    }

    private String modifier(String text, String kind, Map<String, String> table) {
        Matcher matcher = modifierPattern(kind).matcher(text);
        return matcher.find() ? table.getOrDefault(matcher.group(1), "") : "";
    }

    private String without(String text, String kind) {
        return modifierPattern(kind).matcher(text).replaceFirst("");
    }

    private String around(String piece, String pre, String post) {
        String out = piece;
        if (!pre.isEmpty()) {
            out = named.matcher(out).replaceFirst(found -> Matcher.quoteReplacement(pre + found.group()));
        }
        return post.isEmpty() ? out : named.matcher(out).replaceAll(found -> Matcher.quoteReplacement(found.group() + post));
    }

    /** Tags and what is between them in turn; an empty piece between two tags that touch, and before one at the very beginning. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher tag = TAG.matcher(text);
        int from = 0;
        while (tag.find()) {
            pieces.add(text.substring(from, tag.start()));
            pieces.add(tag.group());
            from = tag.end();
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return pieces;
    }
}
