// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.configuration2.Configuration;

/**
 * Reads single settings with their bounds, and keeps the names it was asked for, so that a key nobody reads (a typing error, most
 * often) is refused instead of ignored. An empty value, and a reference such as <code>${sys:name}</code> that resolves to nothing,
 * count as unset. A value that cannot be used is kept in mind, and reading goes on as if it were unset, so that whoever made five
 * mistakes is told of five.
 */
final class Settings {
    private final Function<String, List<String>> values;
    private final Set<String> keys;
    private final Set<String> asked = new TreeSet<>();
    private final Map<String, String> mistakes = new TreeMap<>();

    private Settings(Function<String, List<String>> values, Set<String> keys) {
        this.values = values;
        this.keys = keys;
    }

    static Settings of(Configuration configuration) {
        Set<String> keys = new TreeSet<>();
        configuration.getKeys().forEachRemaining(keys::add);
        return new Settings(key -> List.of(configuration.getStringArray(key)), keys);
    }

    static Settings none() {
        return new Settings(key -> List.of(), Set.of());
    }

    Optional<String> text(String key) {
        asked.add(key);
        String joined = values.apply(key).stream().map(String::strip).filter(value -> !unresolved(value)).collect(Collectors.joining(","));
        return Optional.of(joined).filter(value -> !value.isEmpty());
    }

    /** Values separated by commas or white space. */
    List<String> list(String key) {
        return text(key).map(value -> Stream.of(value.split("[,\\s]+")).filter(part -> !part.isEmpty()).toList()).orElse(List.of());
    }

    <T> List<T> list(String key, Function<String, T> parse, String allowed) {
        return list(key).stream().flatMap(value -> parsed(key, value, parse, allowed).stream()).toList();
    }

    <T> T value(String key, T absent, Function<String, T> parse, String allowed) {
        return text(key).flatMap(value -> parsed(key, value, parse, allowed)).orElse(absent);
    }

    boolean flag(String key, boolean absent) {
        return value(key, absent, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        }, "true or false");
    }

    int integer(String key, int absent, int least, int most) {
        return value(key, absent, text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException(text);
            }
            return number;
        }, "a whole number from " + least + " to " + most);
    }

    /** A size given in MiB, 1 to 2000, in bytes. */
    long mebibytes(String key, int absent) {
        return (long) integer(key, absent, 1, 2000) * 1024 * 1024;
    }

    Duration duration(String key, Duration absent, Duration least, Duration most) {
        return value(key, absent, text -> DurationText.parse(text)
                .filter(duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0)
                .orElseThrow(() -> new IllegalArgumentException(text)),
            DurationText.ALLOWED + ", from " + DurationText.format(least) + " to " + DurationText.format(most));
    }

    /** One of an enumeration's values, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, E absent, Class<E> type) {
        E[] values = type.getEnumConstants();
        return value(key, absent, text -> Arrays.stream(values).filter(value -> written(value).equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text)),
            Arrays.stream(values).map(Settings::written).collect(Collectors.joining(", ")));
    }

    /** Every key that was read so far. */
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** Keeps in mind that a value cannot be used, though it may be right for itself. */
    void refuse(String key, String value, String allowed) {
        refuse(key, key + " = '" + value + "' cannot be used; allowed: " + allowed);
    }

    /** Keeps in mind a mistake told in a sentence of its own. */
    void refuse(String key, String sentence) {
        mistakes.putIfAbsent(key, sentence);
    }

    /** Whether the values of these keys are none but usable ones; what does not fit a mistake need not be a mistake itself. */
    boolean sound(String... several) {
        return Stream.of(several).noneMatch(mistakes::containsKey);
    }

    /** Throws if there is a value that cannot be used, or a key that nobody has read, and tells all of them. */
    void complain() {
        List<String> sentences = new ArrayList<>(mistakes.values());
        keys.stream().filter(key -> !asked.contains(key)).forEach(key -> sentences.add("there is no setting '" + key + "'; the nearest are "
            + String.join(", ", NearestKeys.of(key, asked))));
        if (!sentences.isEmpty()) {
            throw new SettingException(sentences);
        }
    }

    private <T> Optional<T> parsed(String key, String value, Function<String, T> parse, String allowed) {
        try {
            return Optional.of(parse.apply(value));
        } catch (IllegalArgumentException e) {
            refuse(key, value, allowed);
            return Optional.empty();
        }
    }

    private static boolean unresolved(String value) {
        return value.startsWith("${") && value.endsWith("}");
    }

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
