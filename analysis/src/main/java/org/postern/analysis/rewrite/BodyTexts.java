// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rewrite;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;

/** Finds what a reader sees as the text of a message: its first text part, or all texts of the first set of alternatives. */
final class BodyTexts {
    private BodyTexts() {
    }

    static Set<Entity> of(Message message) {
        Set<Entity> found = Collections.newSetFromMap(new IdentityHashMap<>());
        find(message, found);
        return found;
    }

    private static boolean find(Entity entity, Set<Entity> found) {
        if (Entities.isText(entity)) {
            found.add(entity);
            return true;
        }
        if (!(entity.getBody() instanceof Multipart multipart)) {
            return false;
        }
        List<Entity> parts = multipart.getBodyParts();
        if (entity.getMimeType().equalsIgnoreCase("multipart/alternative")) {
            parts.forEach(part -> find(part, found));
            return !found.isEmpty();
        }
        for (Entity part : parts) {
            if (find(part, found)) {
                return true;
            }
        }
        return false;
    }
}
