// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the names in the header fields by which products tell what they found. The standard has none.
 */
final class IcapThreats {
    private static final Pattern THREAT = Pattern.compile("(?i)\\bThreat=([^;]*)");
    private static final Pattern TYPE = Pattern.compile("(?i)\\bType=(\\d+)");
    private static final String HEURISTIC = "Heuristics.";
    private static final int LINES_OF_VIOLATION = 4;

    private final List<String> headers;

    IcapThreats(List<String> headers) {
        this.headers = headers;
    }

    /** Names by the first of the known fields that is there; empty when there is none. */
    List<String> names(IcapFields fields) {
        for (String header : headers) {
            List<String> names = fields.lines(header).map(lines -> names(header, lines)).orElse(List.of());
            if (!names.isEmpty()) {
                return names;
            }
        }
        return List.of();
    }

    private static List<String> names(String header, List<String> lines) {
        return switch (header.toLowerCase(Locale.ROOT)) {
            case "x-infection-found" -> infection(String.join(" ", lines));
            case "x-violations-found" -> violations(lines);
            default -> named(String.join(" ", lines));
        };
    }

    /** Type 0 is malware; 1 is a policy for mail and 2 one for containers, which are suspicions here. */
    private static List<String> infection(String value) {
        Matcher threat = THREAT.matcher(value);
        Matcher type = TYPE.matcher(value);
        String name = threat.find() ? threat.group(1).strip() : value.strip();
        boolean malware = !type.find() || type.group(1).equals("0");
        return named(malware || name.startsWith(HEURISTIC) ? name : HEURISTIC + name);
    }

    /** A number, and four lines for each: file, name, number of the name, what was done. */
    private static List<String> violations(List<String> lines) {
        if (lines.get(0).equals("0")) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int i = 2; i < lines.size(); i += LINES_OF_VIOLATION) {
            names.addAll(named(lines.get(i)));
        }
        return names.isEmpty() ? named(String.join(" ", lines)) : names;
    }

    private static List<String> named(String name) {
        return name.isBlank() ? List.of() : List.of(name.strip());
    }
}
