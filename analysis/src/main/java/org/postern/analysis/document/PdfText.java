// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.postern.analysis.mime.BoundHitException;
import org.postern.analysis.mime.Inspection;

/** The text that a reader of a PDF sees, for spam analysis: of the first pages, as spam is short. */
final class PdfText {
    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final int MOST_PAGES = 30;

    private final Inspection into;

    PdfText(Inspection into) {
        this.into = into;
    }

    void read(PDDocument document) {
        StringBuilder text = new StringBuilder();
        try {
            PDFTextStripper stripper = stripper();
            stripper.setEndPage(MOST_PAGES);
            stripper.writeText(document, new Writer() {
                @Override
                public void write(char[] characters, int offset, int length) throws IOException {
                    if (text.length() + length > MOST_CHARACTERS) {
                        throw new EnoughException();
                    }
                    text.append(characters, offset, length);
                }

                @Override
                public void flush() {
                    // Nothing is held back.
                }

                @Override
                public void close() {
                    // Nothing is open.
                }
            });
        } catch (EnoughException e) {
            into.fact("pdf.long-text", "more than " + MOST_CHARACTERS + " characters; spam rules see those");
        } catch (BoundHitException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            BudgetedBytes.rethrowBound(e);
            into.fact(PdfInspector.UNREADABLE, "its text: " + e);
        }
        if (text.length() > 0) {
            into.text(text.toString());
        }
    }

    private PDFTextStripper stripper() throws IOException {
        return new PDFTextStripper() {
            @Override
            protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
                into.budget().checkTime();
                super.processOperator(operator, operands);
            }
        };
    }

    /** Ends the reading early. */
    private static final class EnoughException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
