// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.postern.analysis.spam.regex.PerlNotation;

/** One rule being put together from the lines that speak of it, in whatever order they come. */
final class RuleDraft {
    private static final int BEFORE_ALL_OTHERS = -10_000;
    private static final int NETWORK = -100;

    private final String name;
    private String kind = "";
    private String definition = "";
    private RulePlace place = RulePlace.NOWHERE;
    private RulePlace scored = RulePlace.NOWHERE;
    private Optional<Scores> scores = Optional.empty();
    private Optional<Integer> priority = Optional.empty();
    private String description = "";
    private RuleFlags flags = RuleFlags.NONE;
    private boolean replaced;
    private boolean passedOver;

    RuleDraft(String name) {
        this.name = name;
    }

    void define(String newKind, String newDefinition, RulePlace newPlace) {
        kind = newKind;
        definition = newDefinition;
        place = newPlace;
    }

    /** A name that only others can make hit, unless a line defines what it tests. */
    void declare(RulePlace newPlace) {
        if (kind.isEmpty()) {
            define("declared", "", newPlace);
        }
    }

    void score(String text, RulePlace newPlace) {
        scores = Optional.of(Scores.parse(text, scores));
        scored = newPlace;
    }

    void describe(String text) {
        description = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    void flags(String text) {
        flags = RuleFlags.parse(text);
    }

    void priority(int newPriority) {
        priority = Optional.of(newPriority);
    }

    void replaceTags() {
        replaced = true;
    }

    /** It is defined in a block whose condition does not hold. */
    void passOver() {
        passedOver = true;
    }

    boolean isDefined() {
        return !kind.isEmpty();
    }

    /** Whether some line names it other than to score or describe it. */
    boolean isKnown() {
        return isDefined() || passedOver;
    }

    /** Whether it is defined and can ever count. */
    boolean isUsed() {
        return isDefined() && scores().ever();
    }

    /** Whether its test is code rather than an expression. */
    boolean asksCode() {
        return kind.equals("askdns") || TestParser.isEval(definition);
    }

    boolean hasScore() {
        return scores.isPresent() || isDefined();
    }

    RulePlace place() {
        return place;
    }

    RulePlace scoredAt() {
        return scored;
    }

    Scores scores() {
        return scores.orElseGet(() -> Scores.usual(name, flags.has("nice")));
    }

    /**
     * The finished rule.
     *
     * @throws IllegalArgumentException when what it tests is wrong or not supported
     */
    SpamRule compile(TestParser parser, ReplaceTags tags) {
        UnaryOperator<PerlNotation> replacing = replaced ? tags::replaced : UnaryOperator.identity();
        SpamTest test = parser.test(name, kind, definition, flags, replacing);
        boolean captures = test instanceof SpamTest.Text text && text.expression().captures()
            || test instanceof SpamTest.Header header && header.expression().captures();
        int usual = captures ? BEFORE_ALL_OTHERS : flags.has("net") ? NETWORK : 0;
        return new SpamRule(name, test, scores(), description, flags, priority.filter(any -> !captures).orElse(usual), place);
    }
}
