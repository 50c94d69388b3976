// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.rules.what.Bounds;

/** Reads ranges such as {@code 10M..}, {@code ..5} and {@code 1..3}; a letter behind a number is a power of 1024. */
final class Ranges {
    private static final Pattern NUMBER = Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*([kKmMgG]?)(?:i?[bB])?");

    private Ranges() {
    }

    static Bounds parse(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            throw new IllegalArgumentException("must be a range such as 10M.. or ..5 or 1..3 but is " + text);
        }
        return new Bounds(number(text, text.substring(0, dots).strip()), number(text, text.substring(dots + 2).strip()));
    }

    static String text(Bounds bounds) {
        return text(bounds.atLeast()) + ".." + text(bounds.atMost());
    }

    private static String text(OptionalDouble number) {
        return number.isEmpty() ? "" : String.valueOf(Tree.number(number.getAsDouble()));
    }

    private static OptionalDouble number(String range, String text) {
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a range such as 10M.. or ..5 or 1..3 but is " + range);
        }
        int power = matcher.group(2).isEmpty() ? 0 : 1 + "kmg".indexOf(matcher.group(2).toLowerCase(Locale.ROOT));
        return OptionalDouble.of(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << 10 * power)).doubleValue());
    }
}
