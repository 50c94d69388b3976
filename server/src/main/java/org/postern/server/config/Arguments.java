// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import java.util.EnumMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The words of the command line sorted to their options, before anything is made of the values.
 */
record Arguments(Map<Option, String> values, Map<String, String> environment, boolean demo, boolean exit) {
    private static final String SEE_HELP = " (./run --help lists all options)";

    static Arguments read(List<String> words, Map<String, String> environment) throws UsageException {
        Map<Option, String> values = new EnumMap<>(Option.class);
        boolean demo = false;
        boolean exit = false;
        ListIterator<String> rest = words.listIterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if ("--demo".equals(word)) {
                demo = true;
            } else if ("--exit".equals(word)) {
                exit = true;
            } else {
                valued(word, rest, values);
            }
        }
        return new Arguments(values, environment, demo, exit);
    }

    private static void valued(String word, ListIterator<String> rest, Map<Option, String> values) throws UsageException {
        int equals = word.indexOf('=');
        String flag = equals < 0 ? word : word.substring(0, equals);
        Option option = Option.of(flag).orElseThrow(() -> new UsageException("unknown option " + flag + SEE_HELP));
        if (equals < 0 && !rest.hasNext()) {
            throw new UsageException(flag + " needs a value" + SEE_HELP);
        }
        values.put(option, equals < 0 ? rest.next() : word.substring(equals + 1));
    }

    String text(Option option) {
        return Optional.ofNullable(values.get(option))
            .or(() -> Optional.ofNullable(environment.get(option.variable())).filter(value -> !value.isBlank()))
            .orElse(option.byDefault())
            .trim();
    }

    int port(Option option) throws UsageException {
        return HostPort.port(text(option), name(option));
    }

    Optional<HostPort> hostPort(Option option, OptionalInt defaultPort) throws UsageException {
        String text = text(option);
        return text.isEmpty() ? Optional.empty() : Optional.of(HostPort.parse(text, name(option), defaultPort));
    }

    private String name(Option option) {
        return values.containsKey(option) ? option.flag() : option.variable();
    }
}
