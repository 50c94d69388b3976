// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;

import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.postern.analysis.mime.BoundHitException;
import org.postern.analysis.mime.Inspection;

/** A picture in a PDF, which may hold a code as well as any other. */
final class PdfImage {
    private final COSStream stream;

    PdfImage(COSStream stream) {
        this.stream = stream;
    }

    void look(Inspection into) {
        int width = stream.getInt(COSName.WIDTH);
        int height = stream.getInt(COSName.HEIGHT);
        if (!CodeReading.isWorthALook(width, height, into)) {
            return;
        }
        try {
            COSBase filter = stream.getDictionaryObject(COSName.FILTER);
            if (COSName.DCT_DECODE.equals(filter)) {
                try (InputStream in = stream.createRawInputStream()) {
                    into.member("picture.jpg", in);
                }
            } else if (!COSName.JPX_DECODE.equals(filter) && !COSName.JBIG2_DECODE.equals(filter)) {
                BufferedImage image = new PDImageXObject(new PDStream(stream), null).getImage();
                CodeReading.read(image, into);
            }
        } catch (BoundHitException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            BudgetedBytes.rethrowBound(e);
            into.fact("image.unreadable", "a picture in a PDF: " + e.getMessage());
        }
    }
}
