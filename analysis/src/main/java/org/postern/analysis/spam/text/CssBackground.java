// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the colour out of a {@code background} declaration and out of {@code rgb(...)}. */
final class CssBackground {
    private CssBackground() {
    }

    /** The first word of the last layer that is a colour. */
    static Optional<String> colour(String declaration) {
        return lastLayer(declaration).stream().map(HtmlColours::of).filter(colour -> !colour.equals(HtmlColours.INVALID)).findFirst();
    }

    /** Three numbers between commas, whatever else is written. */
    static String rgb(String value) {
        String[] parts = value.replaceAll("[^0-9,]", "").split(",");
        StringBuilder colour = new StringBuilder("#");
        for (int i = 0; i < 3; i++) {
            String part = i < parts.length ? parts[i] : "";
            int number = part.isEmpty() ? 0 : part.length() > 3 ? 255 : Math.min(255, Integer.parseInt(part));
            colour.append(String.format("%02x", number));
        }
        return colour.toString();
    }

    private static List<String> lastLayer(String declaration) {
        List<String> layer = new ArrayList<>();
        List<String> last = List.of();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (char c : declaration.toCharArray()) {
            if (quote == 0 && depth == 0 && (c == ' ' || c == ',')) {
                add(layer, word);
                if (c == ',') {
                    last = layer;
                    layer = new ArrayList<>();
                }
                continue;
            }
            word.append(c);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"') {
                quote = c;
            } else if (c == '(' && depth == 0) {
                depth = 1;
            } else if (c == ')' && depth == 1) {
                depth = 0;
                add(layer, word);
            }
        }
        add(layer, word);
        return layer.isEmpty() ? last : layer;
    }

    private static void add(List<String> layer, StringBuilder word) {
        if (word.length() > 0) {
            layer.add(word.toString());
            word.setLength(0);
        }
    }
}
