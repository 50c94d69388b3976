// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the table of a {@link GramGate} from the pieces that are looked for. */
final class GramTable {
    private final Positions positions;
    private final int length;
    private final int[] rows;
    /** For each position the kinds of its octets, one bit each. */
    private final int[] kinds;
    private final int[] seen;
    private int visit;

    private GramTable(Positions positions, int length) {
        this.positions = positions;
        this.length = length;
        this.rows = new int[1 << GramGate.BITS * (length - 1)];
        this.seen = new int[positions.size()];
        this.kinds = new int[positions.size()];
        Map<ByteSet, Integer> known = new HashMap<>();
        for (int position = 0; position < kinds.length; position++) {
            ByteSet set = positions.set(position);
            kinds[position] = set == null ? 0 : known.computeIfAbsent(set, GramGate::kinds);
        }
    }

    /**
     * @param starts the positions where pieces can begin
     * @param length octets to look at
     */
    static GramGate gate(List<int[]> starts, Positions positions, int length) {
        GramTable table = new GramTable(positions, length);
        IntList members = new IntList();
        table.visit++;
        starts.forEach(block -> table.addNew(block, members));
        table.fill(0, 0, members.toArray());
        return new GramGate(length, table.rows);
    }

    private void fill(int depth, int prefix, int[] members) {
        int union = 0;
        for (int member : members) {
            if (positions.set(member) == null) {
                // The piece ends here: whatever follows will do.
                int open = GramGate.BITS * (length - 1 - depth);
                Arrays.fill(rows, prefix << open, prefix + 1 << open, -1);
                return;
            }
            union |= kinds[member];
        }
        if (depth == length - 1) {
            rows[prefix] |= union;
            return;
        }
        for (int rest = union; rest != 0; rest &= rest - 1) {
            int kind = Integer.numberOfTrailingZeros(rest);
            IntList next = new IntList();
            visit++;
            for (int member : members) {
                if ((kinds[member] >>> kind & 1) != 0) {
                    positions.follow(member).forEach(block -> addNew(block, next));
                }
            }
            fill(depth + 1, prefix << GramGate.BITS | kind, next.toArray());
        }
    }

    private void addNew(int[] block, IntList list) {
        for (int position : block) {
            if (seen[position] != visit) {
                seen[position] = visit;
                list.add(position);
            }
        }
    }
}
