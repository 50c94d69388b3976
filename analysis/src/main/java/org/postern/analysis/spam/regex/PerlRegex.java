// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * A regular expression in Perl's notation, read and checked. Texts are octets.
 */
public final class PerlRegex {
    private final Map<String, List<Integer>> names;
    private final RegexTree tree;
    private final BitSet kept;
    // These are made when first asked for, since most expressions never are; made twice, they are the same.
    private volatile Pattern pattern;
    private volatile MatchProgram program;
    private volatile MatchStarts starts;

    private PerlRegex(RegexTree tree, BitSet kept, Map<String, List<Integer>> names) {
        this.tree = tree;
        this.kept = kept;
        this.names = names;
    }

    /**
     * Reads {@code /re/flags}, {@code m{re}flags}, {@code qr(re)flags} or {@code m,re,flags}.
     *
     * @throws IllegalArgumentException when it is none of these, does not compile, or uses what is not supported
     */
    public static PerlRegex parse(String notation) {
        return of(PerlNotation.parse(notation));
    }

    /** @throws IllegalArgumentException as {@link #parse} */
    public static PerlRegex of(PerlNotation notation) {
        try {
            RegexTree parsed = PerlParser.parse(notation.expression(), PerlFlags.of(notation.flags()));
            RegexTree tree = new RegexTree(SharedPrefixes.shared(parsed.root()), parsed.groups(), parsed.names());
            BitSet kept = RegexTrees.referredGroups(tree.root());
            tree.names().values().forEach(numbers -> numbers.forEach(kept::set));
            if (kept.length() > tree.groups() + 1 || kept.get(0)) {
                throw new IllegalArgumentException("a reference to a group that does not exist");
            }
            Map<String, List<Integer>> names = new LinkedHashMap<>();
            tree.names().forEach((name, numbers) -> names.put(name, renumbered(numbers, kept)));
            RegexLengths.check(tree.root());
            return new PerlRegex(tree, kept, names);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("the regular expression is nested too deeply", e);
        }
    }

    /** Groups that are not kept have no number in the compiled expression. */
    private static List<Integer> renumbered(List<Integer> numbers, BitSet kept) {
        List<Integer> renumbered = new ArrayList<>();
        numbers.forEach(number -> renumbered.add(kept.get(0, number + 1).cardinality()));
        return renumbered;
    }

    /**
     * Looks for matches in a text of octets.
     *
     * @param budget is told of steps that were taken; what it throws ends the work
     */
    public OctetMatcher matcher(byte[] text, LongConsumer budget) {
        MatchProgram known = program;
        if (known == null) {
            known = MatchProgram.of(tree.root(), kept);
            program = known;
        }
        return new OctetMatcher(known, text, budget);
    }

    /** The same expression for the JDK's engine. Texts are octets. */
    public Pattern pattern() {
        Pattern known = pattern;
        if (known == null) {
            known = JavaEmitter.compile(tree.root(), kept);
            pattern = known;
        }
        return known;
    }

    /** Numbers of the groups of each name in a match. */
    public Map<String, List<Integer>> names() {
        return names;
    }

    /**
     * Whether it matches wherever it would match with something else in place of parts that take anything: none of those is forbidden or
     * taken for good.
     */
    public boolean growsWithAnything() {
        return RegexTrees.growsWithAnything(tree.root());
    }

    /** Where matches can begin. */
    public MatchStarts starts() {
        MatchStarts known = starts;
        if (known == null) {
            known = MatchStarts.of(tree.root());
            starts = known;
        }
        return known;
    }

    RegexNode root() {
        return tree.root();
    }
}
