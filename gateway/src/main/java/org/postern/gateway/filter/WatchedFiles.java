// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the files of some places and tells when they have changed.
 *
 * @param paths    files and directories, in the order in which they are read
 * @param suffixes how names of files in a directory end; files of the first kind come before all others, whatever place they are in
 * @param before   further directories whose files come first; asked anew each time, and may be empty or without files
 */
record WatchedFiles(List<Path> paths, List<String> suffixes, Supplier<List<Path>> before) {

    WatchedFiles(List<Path> paths, String suffix) {
        this(paths, List.of(suffix), List::of);
    }

    /** What changes when a file is written or replaced. */
    record State(Path file, FileTime modified, long size, String key) {
    }

    /** The places, for people. */
    String shown() {
        return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    List<State> states() throws IOException {
        List<State> states = new ArrayList<>();
        for (Path file : files()) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            states.add(new State(file, attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey())));
        }
        return states;
    }

    List<ReloadedFiles.FileContent> read() throws IOException {
        List<ReloadedFiles.FileContent> contents = new ArrayList<>();
        for (Path file : files()) {
            contents.add(new ReloadedFiles.FileContent(file.getFileName().toString(), Files.readAllBytes(file)));
        }
        return contents;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path directory : before.get()) {
            files.addAll(inside(directory));
        }
        for (Path path : paths) {
            files.addAll(files(path));
        }
        files.sort(Comparator.comparingInt(this::kind));
        return files;
    }

    private List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> files = inside(path);
        if (files.isEmpty()) {
            throw new IOException("the directory has no file whose name ends with " + String.join(" or ", suffixes));
        }
        return files;
    }

    private List<Path> inside(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> suffixes.stream().anyMatch(file.getFileName().toString()::endsWith)).sorted().toList();
        }
    }

    /** Place of the file's kind among the suffixes; a file that was named itself and ends in none of them is of the last kind. */
    private int kind(Path file) {
        for (int i = 0; i < suffixes.size() - 1; i++) {
            if (file.getFileName().toString().endsWith(suffixes.get(i))) {
                return i;
            }
        }
        return suffixes.size() - 1;
    }
}
