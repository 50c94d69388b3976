// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.network;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A domain, or all subdomains of one. It compares whole labels, so that {@code notexample.org} is never taken for
 * {@code example.org}.
 *
 * @param domain     in ASCII form and lower case, without dots at its ends
 * @param subdomains whether the subdomains are meant; the domain itself is then not
 */
public record DomainPattern(String domain, boolean subdomains) {
    private static final Pattern FORM = Pattern.compile("(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
        + "(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*");

    /**
     * Reads {@code example.org} (that domain alone) or {@code .example.org} (all its subdomains).
     *
     * @throws IllegalArgumentException when it is no domain
     */
    public static DomainPattern parse(String text) {
        boolean subdomains = text.startsWith(".");
        String domain = normalise(subdomains ? text.substring(1) : text);
        if (!FORM.matcher(domain).matches()) {
            throw new IllegalArgumentException("not a domain: " + text);
        }
        return new DomainPattern(domain, subdomains);
    }

    /** Whether this covers the domain, which may be written in any case, in Unicode, or with a dot at its end. */
    public boolean matches(String other) {
        String normal;
        try {
            normal = normalise(other);
        } catch (IllegalArgumentException e) {
            // What cannot be a domain name cannot be one of ours.
            return false;
        }
        return subdomains ? normal.length() > domain.length() + 1 && normal.endsWith("." + domain) : normal.equals(domain);
    }

    @Override
    public String toString() {
        return subdomains ? "." + domain : domain;
    }

    private static String normalise(String text) {
        String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return IDN.toASCII(plain).toLowerCase(Locale.ROOT);
    }
}
