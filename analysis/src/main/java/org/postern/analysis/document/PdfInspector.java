// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.io.IOException;

import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.ScratchFile;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.postern.analysis.mime.BoundHitException;
import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;
import org.postern.analysis.mime.PartInspector;

/**
 * Looks into PDF: what it runs, what it brings along, where it links to, and what it says.
 */
final class PdfInspector implements PartInspector {
    static final String UNREADABLE = "pdf.unreadable";
    private static final byte[] MAGIC = {'%', 'P', 'D', 'F', '-'};
    /** Readers look for the mark within the first kilobyte. */
    private static final int MAGIC_WITHIN = 1024;
    private static final long MOST_MEMORY = 64L * 1024 * 1024;

    PdfInspector() {
        // Text is read, nothing is drawn: the machine's fonts need not be searched, which takes seconds and writes a file.
        FontMappers.set(new OneFontForAll());
        // Its tables take a second to load, which the first message would have to pay from its own time.
        PDType1Font.HELVETICA.getName();
    }

    @Override
    public void inspect(PartContent content, Inspection into) throws IOException {
        if (!isPdf(content.bytes())) {
            return;
        }
        try (ScratchFile memory = new ScratchFile(MemoryUsageSetting.setupMainMemoryOnly(MOST_MEMORY))) {
            PDFParser parser = new PDFParser(new BudgetedBytes(content.bytes(), into.budget()), "", null, null, memory);
            parser.parse();
            try (PDDocument document = parser.getPDDocument()) {
                if (document.isEncrypted()) {
                    into.fact("pdf.restricted", "encrypted, and open to everybody");
                }
                new PdfObjects(into).walk(document.getDocument());
                new PdfText(into).read(document);
            }
        } catch (InvalidPasswordException e) {
            into.fact("pdf.encrypted", "needs a password");
        } catch (BoundHitException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            BudgetedBytes.rethrowBound(e);
            into.fact(UNREADABLE, e.toString());
        }
    }

    private static boolean isPdf(byte[] bytes) {
        int last = Math.min(bytes.length, MAGIC_WITHIN) - MAGIC.length;
        for (int i = 0; i <= last; i++) {
            int j = 0;
            while (j < MAGIC.length && bytes[i + j] == MAGIC[j]) {
                j++;
            }
            if (j == MAGIC.length) {
                return true;
            }
        }
        return false;
    }
}
