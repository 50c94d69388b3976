// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;

import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;

/** Reads one family of archive formats. It exists so that a format is added by one class and one line in {@link ArchiveInspector}. */
interface ArchiveReader {

    /**
     * States each member and fact.
     *
     * @throws IOException for an archive that its format does not allow
     */
    void read(PartContent archive, Inspection into) throws IOException;
}
