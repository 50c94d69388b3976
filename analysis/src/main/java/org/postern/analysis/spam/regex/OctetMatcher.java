// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongConsumer;

/**
 * Looks for an expression in one text of octets. It tries what Perl tries, in the same order, and tells a budget how much it looked at, so
 * that whoever set the budget can stop it by an exception. For one thread.
 */
public final class OctetMatcher {
    /** Steps that are taken before the budget is told. */
    private static final int BATCH = 1024;
    /** After so many steps it is worth remembering where loops have failed. */
    private static final int LONG_WORK = 4096;

    private final MatchProgram program;
    private final byte[] text;
    private final LongConsumer budget;
    private final int[] groups;
    private final int[] opened;
    private final int[] counts;
    private final int[] begins;
    private BitSet[] failures;
    private int behindTo;
    private int reached;
    private int lastEnd;
    private int start = -1;
    private int end = -1;
    private int granted;
    private int left;
    private long work;

    OctetMatcher(MatchProgram program, byte[] text, LongConsumer budget) {
        this.program = program;
        this.text = text;
        this.budget = budget;
        this.groups = new int[2 * program.groups() + 2];
        this.opened = new int[program.groups() + 1];
        this.counts = new int[program.loops()];
        this.begins = new int[program.loops()];
    }

    /** Looks for the next match behind the last one. */
    public boolean find() {
        int from = end < 0 ? 0 : end == start ? end + 1 : end;
        for (int at = program.next(text, from); at >= 0; at = program.next(text, at + 1)) {
            if (matchesAt(at)) {
                tell();
                return true;
            }
        }
        tell();
        return false;
    }

    /** Whether a match begins at this place. */
    public boolean lookingAt(int at) {
        boolean matches = matchesAt(at);
        tell();
        return matches;
    }

    private boolean matchesAt(int at) {
        spend(1);
        Arrays.fill(groups, -1);
        if (!program.start().match(this, at)) {
            return false;
        }
        start = at;
        end = reached;
        lastEnd = reached;
        return true;
    }

    /** Where the last match begins. */
    public int start() {
        return start;
    }

    /** Behind the last octet of the last match. */
    public int end() {
        return end;
    }

    /** The last match, a character for each octet. */
    public String group() {
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** What a group caught, numbered as {@link PerlRegex#names} does; null when it took no part. */
    public String group(int number) {
        int from = groups[2 * number];
        return from < 0 ? null : new String(text, from, groups[2 * number + 1] - from, StandardCharsets.ISO_8859_1);
    }

    byte[] text() {
        return text;
    }

    void spend(int steps) {
        left -= steps;
        if (left < 0) {
            tell();
        }
    }

    private void tell() {
        int used = granted - left;
        granted = BATCH;
        left = BATCH;
        work += used;
        budget.accept(used);
    }

    int groupStart(int group) {
        return groups[2 * group];
    }

    int groupEnd(int group) {
        return groups[2 * group + 1];
    }

    void setGroup(int group, int from, int to) {
        groups[2 * group] = from;
        groups[2 * group + 1] = to;
    }

    int opened(int group) {
        return opened[group];
    }

    void open(int group, int at) {
        opened[group] = at;
    }

    int count(int loop) {
        return counts[loop];
    }

    int begin(int loop) {
        return begins[loop];
    }

    void setLoop(int loop, int count, int begin) {
        counts[loop] = count;
        begins[loop] = begin;
    }

    int behindTo() {
        return behindTo;
    }

    void setBehindTo(int at) {
        behindTo = at;
    }

    int reached() {
        return reached;
    }

    void reach(int at) {
        reached = at;
    }

    /** Where the last match ended, the beginning of the text before the first. */
    int lastEnd() {
        return lastEnd;
    }

    /** Whether a loop is known to fail from this place on. */
    boolean hasFailed(int loop, int at) {
        return failures != null && failures[loop] != null && failures[loop].get(at);
    }

    /** Remembers that a loop fails from this place on, once the work has become long. */
    void noteFailure(int loop, int at) {
        if (work < LONG_WORK) {
            return;
        }
        if (failures == null) {
            failures = new BitSet[counts.length];
        }
        if (failures[loop] == null) {
            failures[loop] = new BitSet(text.length + 1);
        }
        failures[loop].set(at);
    }
}
