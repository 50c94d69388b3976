// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.InspectionLimits;

/**
 * How much of a message is looked at, and by what further program.
 *
 * @param limits   every bound on the form and the content of messages
 * @param large    how many large messages are filtered at the same time
 * @param unpacker command of libarchive's tar for formats without a Java library; empty for none
 * @param sevenZip command of 7-Zip for what neither reads; empty for none
 */
public record ContentConfiguration(AnalysisLimits limits, LargeMessageConfiguration large, String unpacker, String sevenZip) {
    private static final int KIBIBYTE = 1024;
    private static final int MEBIBYTE = 1024 * KIBIBYTE;
    private static final String NO_PROGRAM = "none";

    static ContentConfiguration from(Settings settings) {
        InspectionLimits inspection = new InspectionLimits(
            settings.integer("mime.message-mb", 64, 1, 1000) * MEBIBYTE,
            settings.integer("mime.part-mb", 32, 1, 1000) * MEBIBYTE,
            (long) settings.integer("archive.unpacked-mb", 128, 1, 100_000) * MEBIBYTE,
            settings.integer("archive.members", 1000, 1, 1_000_000),
            settings.integer("archive.depth", 6, 1, 50),
            settings.integer("archive.ratio", 200, 2, 100_000),
            settings.integer("mime.revealed-mb", 16, 1, 1000) * MEBIBYTE,
            settings.integer("mime.readings", 500, 1, 100_000),
            settings.duration("mime.time", Duration.ofMillis(2500), Duration.ofMillis(100), Duration.ofMinutes(5)));
        AnalysisLimits limits = new AnalysisLimits(
            settings.integer("mime.parts", 1000, 1, 100_000),
            settings.integer("mime.depth", 20, 1, 100),
            settings.integer("mime.header-fields", 1000, 1, 100_000),
            settings.integer("mime.header-kb", 256, 1, 64 * KIBIBYTE) * KIBIBYTE,
            settings.integer("mime.line-kb", 64, 1, 64 * KIBIBYTE) * KIBIBYTE,
            settings.integer("mime.text-kb", KIBIBYTE, 1, 64 * KIBIBYTE) * KIBIBYTE,
            settings.integer("mime.uris", 500, 1, 100_000),
            settings.integer("mime.raw-kb", 512, 1, 64 * KIBIBYTE) * KIBIBYTE,
            settings.integer("mime.parameters", 200, 1, 10_000),
            settings.integer("mime.html-depth", 512, 10, 10_000),
            inspection);
        return new ContentConfiguration(limits, LargeMessageConfiguration.from(settings), program(settings, "archive.unpacker", "bsdtar"),
            program(settings, "archive.7zip", "7zz"));
    }

    private static String program(Settings settings, String key, String usual) {
        String command = settings.text(key).orElse(usual);
        return command.equals(NO_PROGRAM) ? "" : command;
    }
}
