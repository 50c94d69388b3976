// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the matches of an expression in some texts, up to a limit. */
record MatchCount(int most, StepCounter steps, Consumer<Matcher> onMatch) {

    int of(Pattern pattern, List<String> texts) {
        int count = 0;
        for (String text : texts) {
            Matcher matcher = pattern.matcher(steps.watch(text));
            while (matcher.find()) {
                onMatch.accept(matcher);
                if (++count >= most) {
                    return count;
                }
            }
        }
        return count;
    }
}
