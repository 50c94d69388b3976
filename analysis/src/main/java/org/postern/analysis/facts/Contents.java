// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.ArrayList;
import java.util.List;

/**
 * What rules on body text and on header fields below the top part look at. It is the bulky piece of the facts, so that it can be left
 * out where the rules have spoken already.
 *
 * @param texts  text of the text parts, {@link #MOST_CHARACTERS} in all
 * @param fields header fields below the top part
 */
public record Contents(List<PartText> texts, List<PartField> fields) {
    /** Characters of text kept for rules, all parts together; spam rules see more. */
    public static final int MOST_CHARACTERS = 64 * 1024;

    public Contents {
        texts = List.copyOf(texts);
        fields = List.copyOf(fields);
    }

    /** Nothing is known of it. */
    public static Contents none() {
        return new Contents(List.of(), List.of());
    }

    /** The texts cut to {@link #MOST_CHARACTERS}, the first parts first. */
    public static Contents bounded(List<PartText> texts, List<PartField> fields) {
        List<PartText> kept = new ArrayList<>();
        int room = MOST_CHARACTERS;
        for (PartText text : texts) {
            int length = Math.min(room, text.text().length());
            if (length > 0) {
                kept.add(new PartText(text.part(), text.html(), text.text().substring(0, length)));
            }
            room -= length;
        }
        return new Contents(kept, fields);
    }
}
