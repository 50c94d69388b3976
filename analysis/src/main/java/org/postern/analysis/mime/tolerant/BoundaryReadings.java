// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every boundary that some program reads out of a Content-Type value. */
final class BoundaryReadings {
    private static final int MOST = 24;
    private static final int LONGEST = 1000;
    private static final Pattern PARAMETER = Pattern.compile("(?i)boundary(\\*[0-9]{0,3}\\*?)?[ \\t]*=[ \\t]*");

    private final Set<String> found = new LinkedHashSet<>();

    private BoundaryReadings() {
    }

    /** The most usual reading first. */
    static Set<String> of(String value) {
        BoundaryReadings readings = new BoundaryReadings();
        readings.read(value);
        return readings.found;
    }

    private void read(String value) {
        Map<Integer, String> sections = new TreeMap<>();
        Matcher parameter = PARAMETER.matcher(value);
        while (parameter.find() && found.size() < MOST) {
            int end = Math.min(value.length(), parameter.end() + LONGEST);
            String rest = value.substring(parameter.end(), end);
            String section = parameter.group(1);
            if (section != null && section.length() > 1 && Character.isDigit(section.charAt(1))) {
                int number = Integer.parseInt(section.replace("*", ""));
                sections.putIfAbsent(number, first(rest));
            }
            if (section != null) {
                extended(first(rest));
            }
            values(rest);
        }
        if (!sections.isEmpty()) {
            String joined = String.join("", sections.values());
            add(joined);
            extended(joined);
        }
        if (value.toLowerCase(Locale.ROOT).contains("boundary") && value.contains("=?")) {
            Set.copyOf(found).forEach(each -> add(FieldText.decoded(each)));
        }
    }

    /** The value with character set and language in front, and percent signs, of RFC 2231. */
    private void extended(String text) {
        int quote = text.indexOf('\'');
        int second = quote < 0 ? -1 : text.indexOf('\'', quote + 1);
        add(FieldText.percentDecoded(second < 0 ? text : text.substring(second + 1)));
        add(FieldText.percentDecoded(text));
    }

    private static String first(String rest) {
        if (rest.startsWith("\"")) {
            int close = rest.indexOf('"', 1);
            return close < 0 ? rest.substring(1) : rest.substring(1, close);
        }
        return rest.split("[;\\s]", 2)[0];
    }

    private void values(String rest) {
        if (rest.startsWith("\"")) {
            quoted(rest);
            return;
        }
        add(rest.split("[;\\s]", 2)[0]);
        add(rest.split(";", 2)[0].strip());
        add(rest.split("[;\\s(),<>@:\\\\\"/\\[\\]?=]", 2)[0]);
        add(rest.split("[;,\\s]", 2)[0]);
        add(rest.strip());
        add(rest.split("[;\\s]", 2)[0].replace("\"", ""));
        if (rest.startsWith("'") && rest.indexOf('\'', 1) > 0) {
            add(rest.substring(1, rest.indexOf('\'', 1)));
        }
    }

    private void quoted(String rest) {
        StringBuilder unescaped = new StringBuilder();
        int i = 1;
        while (i < rest.length() && rest.charAt(i) != '"') {
            if (rest.charAt(i) == '\\' && i + 1 < rest.length()) {
                i++;
            }
            unescaped.append(rest.charAt(i));
            i++;
        }
        String raw = rest.substring(1, Math.min(i, rest.length()));
        add(unescaped.toString());
        add(raw);
        add(first(rest));
        add(unescaped.toString().strip());
        if (i >= rest.length()) {
            add(raw.split("[;\\s]", 2)[0]);
            add(raw.split(";", 2)[0].strip());
        } else if (i + 1 < rest.length() && rest.charAt(i + 1) != ';' && rest.charAt(i + 1) != ' ') {
            // Text stuck to the closing quote belongs to the value for some.
            add(raw + rest.substring(i + 1).split("[;\\s]", 2)[0].replace("\"", ""));
        }
        add("\"" + raw + "\"");
    }

    private void add(String boundary) {
        int end = boundary.length();
        while (end > 0 && boundary.charAt(end - 1) <= ' ') {
            end--;
        }
        if (end > 0 && found.size() < MOST) {
            found.add(boundary.substring(0, end));
        }
    }
}
