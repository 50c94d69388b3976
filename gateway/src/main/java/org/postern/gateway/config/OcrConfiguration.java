// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * Whether and how the text in pictures is read.
 *
 * @param enabled   whether it is; off by default, because it takes a second or more of a processor for each picture
 * @param program   tesseract, by its absolute path
 * @param languages languages as tesseract names them, joined by plus signs
 * @param limit     most time for one picture, 100 ms to 1 min
 * @param parallel  most pictures at once, 1 to 64
 */
public record OcrConfiguration(boolean enabled, String program, String languages, Duration limit, int parallel) {

    static OcrConfiguration from(Settings settings) {
        return new OcrConfiguration(
            settings.flag("ocr.enabled", false),
            settings.value("ocr.program", "/usr/bin/tesseract", CommandLine::absolutePath, CommandLine.ABSOLUTE_PATH),
            settings.value("ocr.languages", "eng", OcrConfiguration::languages, "names such as eng or eng+deu"),
            settings.duration("ocr.limit", Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMinutes(1)),
            settings.integer("ocr.parallel", 2, 1, 64));
    }

    private static String languages(String text) {
        if (!text.matches("[A-Za-z_]+(?:\\+[A-Za-z_]+)*")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
