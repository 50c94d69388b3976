// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.postern.integration.variants.Variant;

/** What Python's email package shows of messages: a parser of another school, which many filters use. */
final class PythonView {

    /** Whether there is a Python to ask. */
    static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import email.policy").redirectError(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Answers for each variant, in their order. */
    List<Boolean> shows(List<Variant> variants) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("postern-variants");
        try {
            Path script = directory.resolve("python_view.py");
            try (InputStream resource = PythonView.class.getResourceAsStream("python_view.py")) {
                Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
            }
            StringBuilder input = new StringBuilder();
            for (Variant variant : variants) {
                Path file = directory.resolve(variant.number() + ".eml");
                Files.write(file, variant.message());
                input.append(file).append(' ').append(variant.wanted()).append('\n');
            }
            Path list = directory.resolve("list");
            Files.writeString(list, input, StandardCharsets.US_ASCII);
            Process python = new ProcessBuilder("python3", script.toString()).redirectInput(list.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            OutputStream unused = python.getOutputStream();
            unused.close();
            List<Boolean> answers = new ArrayList<>();
            new String(python.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).lines()
                .forEach(line -> answers.add(line.equals("1")));
            if (python.waitFor() != 0 || answers.size() != variants.size()) {
                throw new IOException("Python answered for " + answers.size() + " of " + variants.size() + " messages");
            }
            return answers;
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
