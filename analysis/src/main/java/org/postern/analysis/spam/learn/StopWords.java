// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.Locale;
import java.util.Set;

/** Words that stand in ham and spam alike, the same that SpamAssassin leaves out, so that the same tokens weigh. */
final class StopWords {
    private static final Set<String> WORDS = Set.of(("able already all and any are because both can come each email even few first for from"
        + " give have has http information into it's just know like long look made mail mailing mailto make many more most much need not"
        + " now number off only one out own people place right same see such that this through the time using web where why with without"
        + " work world year years you you're your").split(" "));
    private static final int LONGEST = 11;

    private StopWords() {
    }

    static boolean contains(String token) {
        return token.length() <= LONGEST && WORDS.contains(token.toLowerCase(Locale.ROOT));
    }
}
