// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.Locale;

/**
 * For whose mail something was learned. Lessons of a domain or a user change nothing for others. All layers live in one table: what is
 * counted for a layer is hashed together with the layer's name, so that any number of users fit into memory of a fixed size.
 *
 * @param kind how far it reaches
 * @param name the domain or the mail address in lower case; empty for the site
 */
public record Layer(Kind kind, String name) {

    /** How far a layer reaches. */
    public enum Kind {
        SITE,
        DOMAIN,
        USER
    }

    public static Layer site() {
        return new Layer(Kind.SITE, "");
    }

    /** The layer of a mail domain. */
    public static Layer domain(String domain) {
        return new Layer(Kind.DOMAIN, domain.toLowerCase(Locale.ROOT));
    }

    /** The layer of one mail address. */
    public static Layer user(String address) {
        return new Layer(Kind.USER, address.toLowerCase(Locale.ROOT));
    }

    /** As {@code site}, {@code domain:example.com} or {@code user:joe@example.com}. */
    public String text() {
        return kind == Kind.SITE ? "site" : kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Layer parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String name = colon < 0 ? "" : text.substring(colon + 1).strip();
        return switch (kind) {
            case "site" -> named(name.isEmpty(), site(), text);
            case "domain" -> named(!name.isEmpty() && name.indexOf('@') < 0, domain(name), text);
            case "user" -> named(name.indexOf('@') > 0 && name.indexOf('@') < name.length() - 1, user(name), text);
            default -> named(false, site(), text);
        };
    }

    private static Layer named(boolean good, Layer layer, String text) {
        if (!good) {
            throw new IllegalArgumentException("'" + text + "' is no layer; allowed: site, domain:<domain>, user:<mail address>");
        }
        return layer;
    }

    /** Sets the layer's hashes apart from those of others; 0 for the site. */
    long salt() {
        return kind == Kind.SITE ? 0 : Tokens.hash(text()) << 20 | 1;
    }
}
