// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Reads addresses that are written in other bases or as one number. */
final class NumericHost {
    private static final Pattern FOUR = Pattern.compile("(?:(?:0x[0-9a-f]+|\\d+)\\.){3}(?:0x[0-9a-f]+|\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-f]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0+(?:[1-3][0-7]{0,2}|[4-7][0-7]?)");

    private NumericHost() {
    }

    /** The address in its ordinary form, empty when the host is none. */
    static String dotted(String host) {
        if (host.isEmpty() || host.charAt(0) < '0' || host.charAt(0) > '9') {
            return "";
        }
        if (FOUR.matcher(host).matches()) {
            String[] parts = host.split("\\.");
            for (int i = 0; i < parts.length; i++) {
                parts[i] = part(parts[i]);
            }
            return String.join(".", parts);
        }
        if (HEXADECIMAL.matcher(host).matches()) {
            String digits = host.substring(2);
            return number(new BigInteger(digits.length() > 8 ? digits.substring(digits.length() - 8) : digits, 16));
        }
        return DECIMAL.matcher(host).matches() && host.length() < 40 ? number(new BigInteger(host)) : "";
    }

    private static String part(String part) {
        String lower = Octets.lower(part);
        if (lower.startsWith("0x")) {
            return new BigInteger(lower.substring(2), 16).toString();
        }
        if (OCTAL.matcher(part).matches()) {
            return new BigInteger(part, 8).toString();
        }
        return part.replaceFirst("^0+", "");
    }

    private static String number(BigInteger value) {
        long bits = value.min(BigInteger.valueOf(0xffffffffL)).longValue();
        return (bits >> 24 & 255) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
    }
}
