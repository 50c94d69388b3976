// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes choices like {@code ab|ac} as {@code a(?:b|c)}, as Perl does within itself: the JDK tries the options of a choice one by one, and
 * rules have choices of thousands. Options change their order only where no octet can begin both, so that matches stay the same.
 */
final class SharedPrefixes {
    private static final int FEWEST = 3;

    private SharedPrefixes() {
    }

    static RegexNode shared(RegexNode node) {
        if (node instanceof RegexNode.Sequence sequence) {
            return new RegexNode.Sequence(all(sequence.items()));
        }
        if (node instanceof RegexNode.Choice choice) {
            return choice(all(choice.options()));
        }
        if (node instanceof RegexNode.Repeat repeat) {
            return new RegexNode.Repeat(shared(repeat.item()), repeat.least(), repeat.most(), repeat.greed());
        }
        if (node instanceof RegexNode.Capture capture) {
            return new RegexNode.Capture(shared(capture.item()), capture.number());
        }
        if (node instanceof RegexNode.Atomic atomic) {
            return new RegexNode.Atomic(shared(atomic.item()));
        }
        return node instanceof RegexNode.Look look ? new RegexNode.Look(shared(look.item()), look.ahead(), look.negative()) : node;
    }

    private static List<RegexNode> all(List<RegexNode> nodes) {
        List<RegexNode> out = new ArrayList<>(nodes.size());
        for (RegexNode node : nodes) {
            // Most nodes are single octets.
            out.add(node instanceof RegexNode.Octet ? node : shared(node));
        }
        return out;
    }

    private record Bucket(ByteSet first, List<RegexNode> rests) {
    }

    private static RegexNode choice(List<RegexNode> options) {
        if (options.size() < FEWEST) {
            return new RegexNode.Choice(options);
        }
        List<RegexNode> out = new ArrayList<>();
        List<Bucket> open = new ArrayList<>();
        for (RegexNode option : options) {
            ByteSet first = firstOctet(option);
            if (first == null) {
                close(open, out);
                out.add(option);
                continue;
            }
            Bucket same = null;
            boolean overlaps = false;
            for (Bucket bucket : open) {
                if (bucket.first().equals(first)) {
                    same = bucket;
                } else if (bucket.first().meets(first)) {
                    overlaps = true;
                }
            }
            if (overlaps) {
                close(open, out);
                same = null;
            }
            if (same == null) {
                same = new Bucket(first, new ArrayList<>());
                open.add(same);
            }
            same.rests().add(option);
        }
        close(open, out);
        return out.size() == 1 ? out.get(0) : new RegexNode.Choice(out);
    }

    private static void close(List<Bucket> open, List<RegexNode> out) {
        for (Bucket bucket : open) {
            if (bucket.rests().size() == 1) {
                out.add(bucket.rests().get(0));
            } else {
                List<RegexNode> rests = new ArrayList<>();
                bucket.rests().forEach(option -> rests.add(withoutFirst(option)));
                out.add(new RegexNode.Sequence(List.of(new RegexNode.Octet(bucket.first()), choice(rests))));
            }
        }
        open.clear();
    }

    private static ByteSet firstOctet(RegexNode option) {
        if (option instanceof RegexNode.Octet octet) {
            return octet.set();
        }
        return option instanceof RegexNode.Sequence sequence && !sequence.items().isEmpty() ? firstOctet(sequence.items().get(0)) : null;
    }

    private static RegexNode withoutFirst(RegexNode option) {
        if (option instanceof RegexNode.Sequence sequence) {
            RegexNode first = withoutFirst(sequence.items().get(0));
            List<RegexNode> rest = new ArrayList<>(sequence.items().subList(1, sequence.items().size()));
            if (first != RegexNode.EMPTY) {
                rest.add(0, first);
            }
            if (rest.isEmpty()) {
                return RegexNode.EMPTY;
            }
            return rest.size() == 1 ? rest.get(0) : new RegexNode.Sequence(rest);
        }
        return RegexNode.EMPTY;
    }
}
