// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several names in one detail of an event, with commas between them. A comma or backslash within a name has a backslash before it, so
 * that whatever an administrator calls a rule is found by its whole name.
 */
public final class NameList {
    private NameList() {
    }

    /** The names as one text. */
    public static String join(Collection<String> names) {
        return names.stream().map(name -> name.replace("\\", "\\\\").replace(",", "\\,")).collect(Collectors.joining(","));
    }

    /** The names of a text; none of an empty one. */
    public static List<String> split(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                name.append(text.charAt(++i));
            } else if (c == ',') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return names.stream().filter(one -> !one.isEmpty()).toList();
    }
}
