// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;
import org.postern.analysis.mime.PartInspector;

/**
 * Finds files that web pages and scripts carry as base64 and build on the reader's machine ("HTML smuggling"): such a file is in no
 * archive and no part, and only the browser puts it together.
 */
final class EncodedFileInspector implements PartInspector {
    static final String FACT = "html.embedded-file";

    private static final Set<String> TYPES = Set.of("text/html", "application/xhtml+xml", "image/svg+xml", "application/javascript",
        "text/javascript", "application/x-javascript", "application/hta");
    private static final List<String> NAMES = List.of(".htm", ".html", ".xhtml", ".shtml", ".svg", ".js", ".jse", ".hta", ".wsf");
    /** Pictures and fonts, which ordinary pages embed; scanning them once more would find nothing new. */
    private static final List<String> ORDINARY = List.of("\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8", "RIFF", "wOFF", "wOF2", "OTTO",
        "\0\1\0\0", "\0\0\1\0", "<svg");
    private static final int MOST = 50;

    @Override
    public void inspect(PartContent content, Inspection into) throws IOException {
        if (!isPageOrScript(content)) {
            return;
        }
        EncodedTexts texts = new EncodedTexts(content.bytes());
        int found = 0;
        for (Optional<String> text = texts.next(); text.isPresent() && found < MOST; text = texts.next()) {
            into.budget().checkTime();
            byte[] file = Base64.getDecoder().decode(text.get());
            if (!isOrdinary(file)) {
                found++;
                into.fact(FACT, "file " + found + " of " + file.length + " bytes");
                into.revealedMember("embedded-" + found, new ByteArrayInputStream(file));
            }
        }
    }

    private static boolean isPageOrScript(PartContent content) {
        String name = content.name().orElse("").toLowerCase(Locale.ROOT);
        return TYPES.contains(content.detectedType()) || TYPES.contains(content.declaredType()) || NAMES.stream().anyMatch(name::endsWith);
    }

    private static boolean isOrdinary(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, 4), StandardCharsets.ISO_8859_1);
        return ORDINARY.stream().anyMatch(start::startsWith);
    }
}
