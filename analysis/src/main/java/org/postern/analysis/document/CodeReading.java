// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.postern.analysis.mime.Inspection;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;

/** Reads the QR codes of a picture: a link as a picture is seen by people with telephones and by no filter of text. */
final class CodeReading {
    /** A code has 21 dots at least on each side. */
    private static final int SMALLEST = 21;
    private static final int MOST_PIXELS = 50_000_000;
    private static final Pattern URI = Pattern.compile("(?i)[a-z][a-z0-9+.-]{1,20}:.*");

    private CodeReading() {
    }

    /** Whether there may be a code, and time to look for it; where there is not, that is a fact. */
    static boolean isWorthALook(int width, int height, Inspection into) {
        if (width < SMALLEST || height < SMALLEST) {
            return false;
        }
        if ((long) width * height > MOST_PIXELS) {
            into.fact("image.unread", "more than " + MOST_PIXELS + " pixels");
            return false;
        }
        if (into.budget().timeLeft().multipliedBy(2).compareTo(into.budget().limits().time()) < 0) {
            into.fact("image.unread", "the other pictures took too long");
            return false;
        }
        return true;
    }

    static void read(BufferedImage image, Inspection into) {
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage shown = onWhite(image);
        LuminanceSource source = new RGBLuminanceSource(width, height, shown.getRGB(0, 0, width, height, null, 0, width));
        if (!readAny(source, into)) {
            readAny(source.invert(), into);
        }
    }

    /** Dark dots on a transparent ground are how many programs draw a code. */
    private static BufferedImage onWhite(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }

    private static boolean readAny(LuminanceSource source, Inspection into) {
        into.budget().checkTime();
        Map<DecodeHintType, Object> hints = new EnumMap<>(DecodeHintType.class);
        hints.put(DecodeHintType.TRY_HARDER, true);
        try {
            for (Result result : new QRCodeMultiReader().decodeMultiple(new BinaryBitmap(new HybridBinarizer(source)), hints)) {
                String text = result.getText().strip();
                into.fact("image.qr-code", text);
                if (URI.matcher(text).matches()) {
                    into.uri(text);
                } else if (!text.isEmpty()) {
                    into.text(text);
                }
            }
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
