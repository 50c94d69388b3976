// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.spam.learn.Layer;

/**
 * What the command line asks {@link TeachingTool} for.
 *
 * @param ham     files and folders of messages that are no spam
 * @param spam    the same of spam
 * @param layer   for whose mail it counts
 * @param server  where Postern's web interface answers
 * @param account who signs in
 * @param undo    whether what these messages taught is taken back
 */
record TeachingOptions(List<Path> ham, List<Path> spam, Layer layer, URI server, Optional<String> account, boolean undo) {
    private static final URI HERE = URI.create("http://127.0.0.1:8000");

    /** @throws IllegalArgumentException for people, when the words make no sense */
    static TeachingOptions parse(List<String> words) {
        List<Path> ham = new ArrayList<>();
        List<Path> spam = new ArrayList<>();
        Layer layer = Layer.site();
        URI server = HERE;
        Optional<String> account = Optional.empty();
        boolean undo = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "--undo" -> undo = true;
                case "--ham" -> ham.add(Path.of(value(words, ++i, word)));
                case "--spam" -> spam.add(Path.of(value(words, ++i, word)));
                case "--layer" -> layer = Layer.parse(value(words, ++i, word));
                case "--url" -> server = server(value(words, ++i, word));
                case "--account" -> account = Optional.of(value(words, ++i, word));
                default -> throw new IllegalArgumentException("unknown option " + word);
            }
        }
        if (ham.isEmpty() && spam.isEmpty()) {
            throw new IllegalArgumentException("which messages? Name files or folders with --ham and --spam");
        }
        return new TeachingOptions(List.copyOf(ham), List.copyOf(spam), layer, server, account, undo);
    }

    private static String value(List<String> words, int place, String option) {
        if (place >= words.size()) {
            throw new IllegalArgumentException(option + " lacks its value");
        }
        return words.get(place);
    }

    private static URI server(String text) {
        if (!text.matches("https?://[^/?#]+/?")) {
            throw new IllegalArgumentException("not the address of a server: " + text);
        }
        return URI.create(text);
    }
}
