// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.spam.SpamRuleFile;

/** Finds what a rule file includes, beside the rule files and nowhere else: a rule file must not be able to read other files. */
record IncludedFiles(List<Path> places) {

    Optional<SpamRuleFile> find(String name, String from) {
        for (Path place : places) {
            Path directory = (Files.isDirectory(place) ? place : place.toAbsolutePath().getParent()).normalize();
            Path file = directory.resolve(name).normalize();
            if (file.startsWith(directory) && Files.isRegularFile(file)) {
                try {
                    return Optional.of(SpamRuleFile.of(name, Files.readAllBytes(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return Optional.empty();
    }
}
