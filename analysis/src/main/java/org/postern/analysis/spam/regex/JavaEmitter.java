// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes an expression for the JDK. Nothing is left to what the JDK and Perl read differently: sets of octets are written out, the edges
 * of words are those of ASCII, and letters of Latin-1 fold as in Perl.
 */
final class JavaEmitter {
    private static final String WORD_EDGE = "(?:(?<=\\w)(?!\\w)|(?<!\\w)(?=\\w))";
    private static final String NO_WORD_EDGE = "(?:(?<=\\w)(?=\\w)|(?<!\\w)(?!\\w))";

    private static final String[] LITERALS = new String[ByteSet.SIZE];

    static {
        for (int c = 0; c < ByteSet.SIZE; c++) {
            LITERALS[c] = ByteSet.WORD.has(c) ? String.valueOf((char) c) : String.format("\\x%02x", c);
        }
    }

    private static final int MOST_GUARDED = 100;
    private static final int FEWEST_GUARDED = 4;

    private final StringBuilder out = new StringBuilder();
    private final BitSet keptGroups;
    private final boolean anyCase;

    private JavaEmitter(BitSet keptGroups, boolean anyCase) {
        this.keptGroups = keptGroups;
        this.anyCase = anyCase;
    }

    /**
     * The expression for the JDK, with every group captured that is in the set; the others are not captured.
     *
     * @throws java.util.regex.PatternSyntaxException when the JDK cannot run it, as a look behind without limit
     */
    static Pattern compile(RegexNode root, BitSet keptGroups) {
        boolean anyCase = usesBothCases(root);
        JavaEmitter emitter = new JavaEmitter(keptGroups, anyCase);
        emitter.guard(root);
        emitter.node(root, null, null);
        return Pattern.compile(emitter.out.toString(),
            Pattern.UNIX_LINES | Pattern.DOTALL | (anyCase ? Pattern.CASE_INSENSITIVE : 0));
    }

    /** A look at the first octet, which spares the JDK to try many options where none can begin. */
    private void guard(RegexNode node) {
        FirstOctets first = FirstOctets.of(node);
        if (!first.nullable() && first.set().size() <= MOST_GUARDED && manyBegin(node)) {
            out.append("(?=");
            octet(first.set(), "");
            out.append(')');
        }
    }

    private static boolean manyBegin(RegexNode node) {
        RegexNode first = node;
        while (!(first instanceof RegexNode.Choice choice && choice.options().size() > 2)) {
            List<RegexNode> children = RegexTrees.children(first);
            int next = 0;
            while (next < children.size() && takesNothing(children.get(next))) {
                next++;
            }
            if (next >= children.size() || first instanceof RegexNode.Choice) {
                return first instanceof RegexNode.Choice;
            }
            first = children.get(next);
        }
        return true;
    }

    private static boolean takesNothing(RegexNode node) {
        return node instanceof RegexNode.Place || node instanceof RegexNode.Look;
    }

    private static boolean usesBothCases(RegexNode node) {
        if (node instanceof RegexNode.Octet octet) {
            return octet.set().size() == 2 && isLetterPair(octet.set());
        }
        if (node instanceof RegexNode.BackReference back) {
            return back.anyCase();
        }
        return RegexTrees.children(node).stream().anyMatch(JavaEmitter::usesBothCases);
    }

    private static boolean isLetterPair(ByteSet set) {
        int first = set.first();
        return set.size() == 2 && first < 0x80 && ByteSet.otherCase(first) != first && set.has(ByteSet.otherCase(first));
    }

    private void node(RegexNode node, RegexNode before, RegexNode after) {
        if (node instanceof RegexNode.Capture capture && !keptGroups.get(capture.number())) {
            node(capture.item(), before, after);
        } else if (node instanceof RegexNode.Octet octet) {
            octet(octet.set(), "");
        } else if (node instanceof RegexNode.Sequence sequence) {
            sequence(sequence.items(), before, after);
        } else if (node instanceof RegexNode.Choice choice) {
            out.append("(?:");
            options(choice);
            out.append(')');
        } else if (node instanceof RegexNode.Repeat repeat) {
            repeat(repeat);
        } else if (node instanceof RegexNode.Capture capture) {
            out.append('(');
            inside(capture.item());
        } else if (node instanceof RegexNode.Atomic atomic) {
            out.append("(?>");
            inside(atomic.item());
        } else if (node instanceof RegexNode.Look look) {
            out.append(look.ahead() ? "(?" : "(?<").append(look.negative() ? "!" : "=");
            inside(look.item());
        } else if (node instanceof RegexNode.Place place) {
            out.append(place(place.at(), before, after));
        } else if (node instanceof RegexNode.BackReference back) {
            backReference(back);
        }
    }

    private void inside(RegexNode wrapped) {
        RegexNode item = bare(wrapped);
        if (item instanceof RegexNode.Choice choice) {
            options(choice);
        } else {
            node(item, null, null);
        }
        out.append(')');
    }

    private RegexNode bare(RegexNode node) {
        RegexNode bare = node;
        while (bare instanceof RegexNode.Capture capture && !keptGroups.get(capture.number())) {
            bare = capture.item();
        }
        return bare;
    }

    private void options(RegexNode.Choice choice) {
        if (choice.options().size() >= FEWEST_GUARDED) {
            FirstOctets first = FirstOctets.of(choice);
            if (!first.nullable() && first.set().size() <= MOST_GUARDED) {
                out.append("(?=");
                octet(first.set(), "");
                out.append(")(?:");
                unguarded(choice);
                out.append(')');
                return;
            }
        }
        unguarded(choice);
    }

    private void unguarded(RegexNode.Choice choice) {
        for (int i = 0; i < choice.options().size(); i++) {
            out.append(i == 0 ? "" : "|");
            node(choice.options().get(i), null, null);
        }
    }

    private void sequence(List<RegexNode> items, RegexNode before, RegexNode after) {
        for (int i = 0; i < items.size(); i++) {
            node(items.get(i), i == 0 ? before : items.get(i - 1), i == items.size() - 1 ? after : items.get(i + 1));
        }
    }

    private void repeat(RegexNode.Repeat repeat) {
        String count = count(repeat);
        if (bare(repeat.item()) instanceof RegexNode.Octet octet) {
            octet(octet.set(), count);
        } else {
            out.append("(?:");
            inside(repeat.item());
            out.append(count);
        }
    }

    private static String count(RegexNode.Repeat repeat) {
        String limits = repeat.most() < 0
            ? repeat.least() == 0 ? "*" : repeat.least() == 1 ? "+" : "{" + repeat.least() + ",}"
            : repeat.least() == 0 && repeat.most() == 1 ? "?" : "{" + repeat.least() + "," + repeat.most() + "}";
        return limits + repeat.greed().sign();
    }

    private void octet(ByteSet set, String count) {
        if (!anyCase || set.closedUnderAsciiCase()) {
            set(set);
            out.append(count);
        } else {
            out.append("(?-i)");
            set(set);
            out.append(count).append("(?i)");
        }
    }

    private void set(ByteSet set) {
        int size = set.size();
        if (size == 0) {
            out.append("[^\\x00-\\x{10ffff}]");
        } else if (size == ByteSet.SIZE) {
            out.append('.');
        } else if (size == 1 || anyCase && isLetterPair(set)) {
            out.append(LITERALS[set.first()]);
        } else if (set.equals(ByteSet.WORD)) {
            out.append("\\w");
        } else if (set.equals(ByteSet.DIGIT)) {
            out.append("\\d");
        } else if (set.equals(ByteSet.SPACE)) {
            out.append("\\s");
        } else {
            boolean inverted = size > ByteSet.SIZE / 2;
            out.append(inverted ? "[^" : "[");
            // One by one instead of ranges: the JDK keeps single octets in one table.
            for (int c = 0; c < ByteSet.SIZE; c++) {
                if (set.has(c) != inverted) {
                    out.append(LITERALS[c]);
                }
            }
            out.append(']');
        }
    }

    private static String place(RegexNode.At at, RegexNode before, RegexNode after) {
        return switch (at) {
            case TEXT_START -> "\\A";
            case LINE_START -> "(?m)^(?-m)";
            case LAST_LINE_END -> "$";
            case LINE_END -> "(?m)$(?-m)";
            case TEXT_END -> "\\z";
            case MATCH_START -> "\\G";
            case WORD_EDGE -> edge(before, after, true);
            case NO_WORD_EDGE -> edge(before, after, false);
        };
    }

    /** The JDK's own edge takes letters of Latin-1 for words; where one side is known, asking for the other is enough. */
    private static String edge(RegexNode before, RegexNode after, boolean wanted) {
        if (RegexTrees.isWithin(after, ByteSet.WORD)) {
            return wanted ? "(?<!\\w)" : "(?<=\\w)";
        }
        if (RegexTrees.isWithin(before, ByteSet.WORD)) {
            return wanted ? "(?!\\w)" : "(?=\\w)";
        }
        return wanted ? WORD_EDGE : NO_WORD_EDGE;
    }

    private void backReference(RegexNode.BackReference back) {
        int number = keptGroups.get(0, back.number() + 1).cardinality();
        String text = "(?:\\" + number + ")";
        out.append(anyCase && !back.anyCase() ? "(?-i)" + text + "(?i)" : text);
    }
}
