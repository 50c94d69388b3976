// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.io.IOException;

/**
 * Looks into the content of parts: into archives, documents, images. Each inspector decides by the content's type what concerns it, so
 * that formats can be added without the walk through a message knowing of them. Implementations are safe for use by many threads.
 */
public interface PartInspector {

    /**
     * Inspects the content when it is of this inspector's sort; does nothing otherwise. Called for each leaf part, and again for each
     * member that {@link Inspection#member} was given.
     *
     * <p>Everything that takes time or memory in proportion to the content goes through {@link Inspection#budget()}, whose exhaustion
     * ends the inspection by an exception that must not be caught here. Any other exception becomes the fact
     * {@code inspection.failed}.
     *
     * @throws IOException for content that its format does not allow; it becomes the fact {@code inspection.failed} likewise, so an
     *                     inspector that can say more, such as "corrupt archive", states that fact itself
     */
    void inspect(PartContent content, Inspection into) throws IOException;
}
