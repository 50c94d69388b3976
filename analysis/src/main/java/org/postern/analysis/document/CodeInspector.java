// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.io.IOException;
import java.util.Iterator;
import java.util.Set;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;
import org.postern.analysis.mime.PartInspector;

/**
 * Looks for QR codes in pictures.
 */
final class CodeInspector implements PartInspector {
    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/gif", "image/bmp", "image/x-ms-bmp", "image/tiff");
    private static final int PIXELS_READ = 2_000_000;

    @Override
    public void inspect(PartContent content, Inspection into) {
        if (!TYPES.contains(content.detectedType())) {
            return;
        }
        try (ImageInputStream in = new MemoryCacheImageInputStream(content.open())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    reader.setInput(in, true, true);
                    read(reader, into);
                } finally {
                    reader.dispose();
                }
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            into.fact("image.unreadable", String.valueOf(e.getMessage()));
        }
    }

    /** A large picture is read with fewer pixels, in which a code that people can use is still to be seen. */
    private static void read(ImageReader reader, Inspection into) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (!CodeReading.isWorthALook(width, height, into)) {
            return;
        }
        ImageReadParam parameters = reader.getDefaultReadParam();
        int step = (int) Math.max(1, Math.ceil(Math.sqrt((double) width * height / PIXELS_READ)));
        parameters.setSourceSubsampling(step, step, 0, 0);
        CodeReading.read(reader.read(0, parameters), into);
    }
}
