// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.regex.MatchStarts;
import org.postern.analysis.spam.regex.PerlRegex;

/** Counts the matches of an expression in some texts, up to a limit. */
record MatchCount(int most, StepCounter steps, Consumer<Matcher> onMatch) {

    int of(PerlRegex regex, List<byte[]> texts) {
        int count = 0;
        for (byte[] text : texts) {
            count = regex.starts().anywhere() ? all(regex.pattern(), text, count) : from(regex.starts(), regex.pattern(), text, count);
            if (count >= most) {
                return count;
            }
        }
        return count;
    }

    private int all(Pattern pattern, byte[] octets, int before) {
        int count = before;
        Matcher matcher = pattern.matcher(steps.watchOctets(octets));
        while (count < most && matcher.find()) {
            onMatch.accept(matcher);
            count++;
        }
        return count;
    }

    /** Finds the same matches, but asks only where one can begin. */
    private int from(MatchStarts starts, Pattern pattern, byte[] octets, int before) {
        int at = starts.next(octets, 0);
        if (at < 0) {
            return before;
        }
        int count = before;
        Matcher matcher = pattern.matcher(steps.watchOctets(octets)).useTransparentBounds(true).useAnchoringBounds(false);
        while (at >= 0 && count < most) {
            matcher.region(at, octets.length);
            int next = at + 1;
            if (matcher.lookingAt()) {
                onMatch.accept(matcher);
                count++;
                next = Math.max(next, matcher.end());
            }
            at = starts.next(octets, next);
        }
        return count;
    }
}
