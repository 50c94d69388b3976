// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One signature as its field tells.
 *
 * @param field         the field
 * @param domain        signing domain in lower case
 * @param selector      name of the key
 * @param identity      on whose behalf
 * @param keyType       {@code rsa} or {@code ed25519}
 * @param hash          {@code sha256} or {@code sha1}
 * @param relaxedHeader how fields are made canonical
 * @param relaxedBody   how the body is made canonical
 * @param headers       names of the signed fields in order
 * @param bodyLength    bytes of the body that are signed; empty for all
 * @param signedAt      second since 1970
 * @param expires       second since 1970
 * @param bodyHash      digest that the body must have
 * @param signature     the signature itself
 */
record DkimSignature(RawField field, String domain, String selector, String identity, String keyType, String hash, boolean relaxedHeader,
                     boolean relaxedBody, List<String> headers, OptionalLong bodyLength, OptionalLong signedAt, OptionalLong expires,
                     byte[] bodyHash, byte[] signature) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?");
    private static final int MOST_HEADERS = 500;

    String algorithm() {
        return keyType + "-" + hash;
    }

    /** Reads the field of a signature. */
    static DkimSignature parse(RawField field) throws DkimSyntaxException {
        TagList tags = TagList.parse(field.value());
        if (!tags.needed("v").equals("1")) {
            throw new DkimSyntaxException("version " + tags.needed("v"));
        }
        String domain = domain(tags.needed("d"));
        List<String> headers = headers(tags.needed("h"));
        if (headers.stream().noneMatch("from"::equalsIgnoreCase)) {
            throw new DkimSyntaxException("the From field is not signed");
        }
        String identity = tags.dense("i").orElse("@" + domain);
        String below = identity.substring(identity.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (identity.indexOf('@') < 0 || !below.equals(domain) && !below.endsWith("." + domain)) {
            throw new DkimSyntaxException("identity " + identity + " is not of " + domain);
        }
        Optional<String> query = tags.dense("q");
        if (query.isPresent() && Arrays.stream(query.get().split(":")).noneMatch(each -> each.equalsIgnoreCase("dns/txt"))) {
            throw new DkimSyntaxException("key by " + query.get());
        }
        OptionalLong signedAt = number(tags, "t");
        OptionalLong expires = number(tags, "x");
        if (signedAt.isPresent() && expires.isPresent() && expires.getAsLong() < signedAt.getAsLong()) {
            throw new DkimSyntaxException("it expires before it was made");
        }
        return of(field, tags, domain, headers, identity, number(tags, "l"), signedAt, expires);
    }

    /** The signature of an ARC message, which has no version, and whose identity is the domain. */
    static DkimSignature ofArc(RawField field, TagList tags) throws DkimSyntaxException {
        String domain = domain(tags.needed("d"));
        return of(field, tags, domain, headers(tags.needed("h")), "@" + domain, number(tags, "l"), number(tags, "t"), number(tags, "x"));
    }

    /** The seal of an ARC set, which is over the header fields of ARC alone. */
    static DkimSignature ofSeal(RawField field, TagList tags) throws DkimSyntaxException {
        String domain = domain(tags.needed("d"));
        String[] algorithm = tags.needed("a").toLowerCase(Locale.ROOT).split("-", 2);
        return new DkimSignature(field, domain, domain(tags.needed("s")), "@" + domain, algorithm[0],
            algorithm.length > 1 ? algorithm[1] : "", true, true, List.of(), OptionalLong.empty(), OptionalLong.empty(),
            OptionalLong.empty(), new byte[0], base64(tags.needed("b")));
    }

    private static DkimSignature of(RawField field, TagList tags, String domain, List<String> headers, String identity,
                                    OptionalLong bodyLength, OptionalLong signedAt, OptionalLong expires) throws DkimSyntaxException {
        String[] algorithm = tags.needed("a").toLowerCase(Locale.ROOT).split("-", 2);
        String[] forms = tags.dense("c").orElse("simple/simple").toLowerCase(Locale.ROOT).split("/", 2);
        if (algorithm.length != 2) {
            throw new DkimSyntaxException("algorithm " + algorithm[0]);
        }
        return new DkimSignature(field, domain, domain(tags.needed("s")), identity, algorithm[0], algorithm[1], relaxed(forms[0]),
            forms.length > 1 && relaxed(forms[1]), headers, bodyLength, signedAt, expires, base64(tags.needed("bh")),
            base64(tags.needed("b")));
    }

    static byte[] base64(String text) throws DkimSyntaxException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new DkimSyntaxException("not base64");
        }
    }

    private static List<String> headers(String text) throws DkimSyntaxException {
        List<String> names = List.of(text.split(":"));
        if (names.size() > MOST_HEADERS) {
            throw new DkimSyntaxException("more than " + MOST_HEADERS + " signed fields");
        }
        return names;
    }

    static String domain(String text) throws DkimSyntaxException {
        if (!DOMAIN.matcher(text).matches() || text.length() > 253) {
            throw new DkimSyntaxException("not a domain: " + text.substring(0, Math.min(80, text.length())));
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean relaxed(String form) throws DkimSyntaxException {
        return switch (form) {
            case "relaxed" -> true;
            case "simple" -> false;
            default -> throw new DkimSyntaxException("canonical form " + form);
        };
    }

    private static OptionalLong number(TagList tags, String name) throws DkimSyntaxException {
        Optional<String> text = tags.dense(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(text.get()).matches()) {
            throw new DkimSyntaxException("tag " + name + " is no number");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }
}
