// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Answers of engines damaged in ways that their number fixes: in every test run a short part of what the fuzzer does for longer. */
public final class Mutants {
    private static final Path SEEDS = Path.of("src", "test", "resources", "org", "postern", "gateway", "scan");

    private Mutants() {
    }

    /** Each seed of that engine as it is, and so many damaged ones of it. */
    public static List<byte[]> of(String engine, int each) throws IOException {
        List<byte[]> mutants = new ArrayList<>();
        try (Stream<Path> files = Files.list(SEEDS.resolve(engine).resolve("fuzz"))) {
            for (Path file : files.sorted().toList()) {
                byte[] seed = Files.readAllBytes(file);
                Random random = new Random(file.getFileName().toString().hashCode());
                mutants.add(seed);
                for (int i = 0; i < each; i++) {
                    mutants.add(damaged(seed, random));
                }
            }
        }
        return mutants;
    }

    private static byte[] damaged(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                default -> {
                    int length = Math.min(random.nextInt(16), bytes.length - at);
                    System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
                }
            }
        }
        return bytes;
    }
}
