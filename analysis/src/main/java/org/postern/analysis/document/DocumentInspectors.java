// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.util.List;

import org.postern.analysis.mime.PartInspector;

/**
 * All inspectors of documents and images. They are independent of each other: a document in an archive, or a picture in a document, gets
 * to the one that knows it as a member.
 */
public final class DocumentInspectors {
    private DocumentInspectors() {
    }

    /** One of each, for all messages. */
    public static List<PartInspector> all() {
        return List.of(new OleInspector(), new OfficeXmlInspector(), new RtfInspector(), new PdfInspector(), new CodeInspector(),
            new EncodedFileInspector());
    }
}
