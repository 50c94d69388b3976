// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A program of the administrator's that scans one file at a time.
 *
 * @param line        program and arguments; empty means that there is none
 * @param version     program and arguments that tell the engine's version; empty means that it is not asked
 * @param limit       most time for one run, 100 ms to 10 min
 * @param parallel    most runs at once, 1 to 256
 * @param maxSize     largest content in bytes that is offered
 * @param namePattern finds a name in a line of output; its first group is the name
 * @param directory   where the files to scan are laid
 */
public record ScanCommandConfiguration(List<String> line, List<String> version, Duration limit, int parallel, long maxSize,
                                       Pattern namePattern, Path directory) {

    public ScanCommandConfiguration {
        line = List.copyOf(line);
        version = List.copyOf(version);
    }

    static ScanCommandConfiguration from(Settings settings) {
        return new ScanCommandConfiguration(
            settings.value("scan-command.line", List.of(), CommandLine::parse, CommandLine.ALLOWED),
            settings.value("scan-command.version-line", List.of(), CommandLine::parse, CommandLine.ALLOWED),
            settings.duration("scan-command.limit", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofMinutes(10)),
            settings.integer("scan-command.parallel", 4, 1, 256),
            settings.mebibytes("scan-command.max-size-mb", 25),
            settings.value("scan-command.name-pattern", Pattern.compile("(.+)"), ScanCommandConfiguration::pattern,
                "a regular expression with one group"),
            Path.of(settings.value("scan-command.directory", System.getProperty("java.io.tmpdir"), CommandLine::absolutePath,
                CommandLine.ABSOLUTE_PATH)));
    }

    private static Pattern pattern(String text) {
        try {
            Pattern pattern = Pattern.compile(text);
            if (pattern.matcher("").groupCount() != 1) {
                throw new IllegalArgumentException(text);
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Patterns have no equality of their own. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ScanCommandConfiguration that && line.equals(that.line) && version.equals(that.version)
            && limit.equals(that.limit) && parallel == that.parallel && maxSize == that.maxSize
            && namePattern.pattern().equals(that.namePattern.pattern()) && directory.equals(that.directory);
    }

    @Override
    public int hashCode() {
        return line.hashCode() * 31 + directory.hashCode();
    }
}
