// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The places where a channel's archives are, as its MIRRORED.BY file lists them. */
final class Mirrors {
    private static final int MOST = 200;
    private static final int USUAL_WEIGHT = 1;

    private record Mirror(URI place, int weight) {
    }

    private final List<Mirror> mirrors;

    private Mirrors(List<Mirror> mirrors) {
        this.mirrors = mirrors;
    }

    /** Reads a file; lines that are no address are left out, as is done elsewhere. */
    static Mirrors read(byte[] file) throws ChannelException {
        List<Mirror> mirrors = new ArrayList<>();
        for (String line : new String(file, StandardCharsets.ISO_8859_1).split("\r?\n")) {
            String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
            if (words[0].matches("https?://[A-Za-z0-9][A-Za-z0-9.:_~/%-]*") && mirrors.size() < MOST) {
                mirrors.add(new Mirror(URI.create(words[0].endsWith("/") ? words[0] : words[0] + "/"), weight(words)));
            }
        }
        if (mirrors.isEmpty()) {
            throw new ChannelException("the list of mirrors names none");
        }
        return new Mirrors(mirrors);
    }

    /** All of them, each the more likely in front the more it weighs. */
    List<URI> shuffled(RandomGenerator random) {
        List<Mirror> left = new ArrayList<>(mirrors);
        List<URI> order = new ArrayList<>();
        while (!left.isEmpty()) {
            int sum = left.stream().mapToInt(Mirror::weight).sum();
            int at = random.nextInt(sum);
            int index = 0;
            while (at >= left.get(index).weight()) {
                at -= left.get(index++).weight();
            }
            order.add(left.remove(index).place());
        }
        return order;
    }

    private static int weight(String[] words) {
        for (String word : words) {
            if (word.matches("weight=\\d{1,4}")) {
                return Math.max(1, Integer.parseInt(word.substring("weight=".length())));
            }
        }
        return USUAL_WEIGHT;
    }
}
