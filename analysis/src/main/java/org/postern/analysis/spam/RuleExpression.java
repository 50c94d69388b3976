// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.postern.analysis.spam.regex.OctetMatcher;
import org.postern.analysis.spam.regex.PerlNotation;
import org.postern.analysis.spam.regex.PerlRegex;

/**
 * The regular expression of a rule. It may hold templates like <code>%{NAME}</code> that stand for what other rules captured; then it is
 * compiled for each message anew.
 *
 * @param regex     compiled; templates stand for themselves in it
 * @param templates names that must have been captured before the rule can run
 * @param outline   tells texts that cannot match whatever is put in place of the templates
 */
record RuleExpression(PerlNotation notation, PerlRegex regex, Set<String> templates, Optional<TemplateOutline> outline) {
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern TEMPLATE = Pattern.compile("(?<!\\\\)%\\{([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?:\\([^)}]*\\))?)\\}");

    /** @throws IllegalArgumentException when it does not compile */
    static RuleExpression of(PerlNotation notation) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = TEMPLATE.matcher(notation.expression());
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        if (names.isEmpty()) {
            return new RuleExpression(notation, PerlRegex.of(notation), Set.of(), Optional.empty());
        }
        String fixed = matcher.replaceAll(found -> Matcher.quoteReplacement("%\\{" + found.group(1) + "\\}"));
        return new RuleExpression(notation, PerlRegex.of(new PerlNotation(fixed, notation.flags())), names, outline(notation));
    }

    private static Optional<TemplateOutline> outline(PerlNotation notation) {
        try {
            String anything = TEMPLATE.matcher(notation.expression()).replaceAll(Matcher.quoteReplacement("(?:[\\x00-\\xff]*)"));
            return Optional.of(new TemplateOutline(PerlRegex.of(new PerlNotation(anything, notation.flags()))));
        } catch (IllegalArgumentException e) {
            // A template at a place where no group can stand: every text is then worth a look.
            return Optional.empty();
        }
    }

    /** Those of the texts that may match, whatever stands in place of the templates. */
    List<byte[]> worthALook(List<byte[]> texts, LongConsumer budget) {
        return outline.isEmpty() ? texts : outline.get().worthALook(texts, budget);
    }

    boolean captures() {
        return !regex.names().isEmpty();
    }

    /** The expression with what was captured in place of the templates; nothing when one of them was not captured. */
    Optional<PerlRegex> filledIn(Map<String, Set<String>> captured) {
        if (templates.isEmpty()) {
            return Optional.of(regex);
        }
        Map<String, String> alternatives = new HashMap<>();
        for (String name : templates) {
            Collection<String> values = captured.getOrDefault(name, Set.of());
            if (values.isEmpty()) {
                return Optional.empty();
            }
            alternatives.put(name, values.stream().map(RuleExpression::quoted).collect(Collectors.joining("|", "(?:", ")")));
        }
        String filled = TEMPLATE.matcher(notation.expression())
            .replaceAll(found -> Matcher.quoteReplacement(alternatives.get(found.group(1))));
        return Optional.of(PerlRegex.of(new PerlNotation(filled, notation.flags())));
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(c -> Character.isLetterOrDigit(c) && c < 0x80 ? String.valueOf((char) c)
            : "\\x" + HEX.toHexDigits((byte) c)).collect(Collectors.joining());
    }

    /** What the named groups caught. */
    void collect(OctetMatcher matcher, Map<String, Set<String>> captured) {
        regex.names().forEach((name, numbers) -> numbers.stream()
            .map(matcher::group)
            .filter(text -> text != null && !text.isEmpty())
            .forEach(text -> captured.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(text)));
    }
}
