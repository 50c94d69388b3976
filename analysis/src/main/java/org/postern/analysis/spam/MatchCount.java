// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.function.Consumer;

import org.postern.analysis.spam.regex.MatchStarts;
import org.postern.analysis.spam.regex.OctetMatcher;
import org.postern.analysis.spam.regex.PerlRegex;

/** Counts the matches of an expression in some texts, up to a limit. */
record MatchCount(int most, StepCounter steps, Consumer<OctetMatcher> onMatch) {

    int of(PerlRegex regex, List<byte[]> texts) {
        int count = 0;
        for (byte[] text : texts) {
            count = regex.starts().anywhere() ? all(regex, text, count) : from(regex, text, count);
            if (count >= most) {
                return count;
            }
        }
        return count;
    }

    private int all(PerlRegex regex, byte[] octets, int before) {
        int count = before;
        OctetMatcher matcher = regex.matcher(octets, steps::spend);
        while (count < most && matcher.find()) {
            onMatch.accept(matcher);
            count++;
        }
        return count;
    }

    /** Finds the same matches, but asks only where one can begin. */
    private int from(PerlRegex regex, byte[] octets, int before) {
        MatchStarts starts = regex.starts();
        int at = starts.next(octets, 0);
        if (at < 0) {
            return before;
        }
        int count = before;
        OctetMatcher matcher = regex.matcher(octets, steps::spend);
        while (at >= 0 && count < most) {
            int next = at + 1;
            if (matcher.lookingAt(at)) {
                onMatch.accept(matcher);
                count++;
                next = Math.max(next, matcher.end());
            }
            at = starts.next(octets, next);
        }
        return count;
    }
}
