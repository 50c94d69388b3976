// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.util.List;
import java.util.Optional;

/**
 * Some lessons, newest first.
 *
 * @param notes lessons that hold
 * @param next  where the next page begins; empty at the end
 */
public record LessonPage(List<LessonNote> notes, Optional<String> next) {
    public LessonPage {
        notes = List.copyOf(notes);
    }
}
