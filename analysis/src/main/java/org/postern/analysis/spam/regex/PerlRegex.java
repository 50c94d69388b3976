// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression in Perl's notation, made ready for the JDK's engine. Texts are octets: one character below 256 for each.
 */
public final class PerlRegex {
    private final Pattern pattern;
    private final Map<String, List<Integer>> names;
    private final RegexTree tree;
    /** Made when first asked for, since most expressions never are; made twice, it is the same. */
    private MatchStarts starts;

    private PerlRegex(RegexTree tree, Pattern pattern, Map<String, List<Integer>> names) {
        this.tree = tree;
        this.pattern = pattern;
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
            return new PerlRegex(tree, JavaEmitter.compile(tree.root(), kept), names);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the regular expression does not compile: " + e.getDescription(), e);
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

    /** For texts of octets. */
    public Pattern pattern() {
        return pattern;
    }

    /** Numbers of the groups of each name in {@link #pattern}. */
    public Map<String, List<Integer>> names() {
        return names;
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
