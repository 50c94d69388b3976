// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Takes header fields off the top of a message and puts new ones in front, byte for byte, so that nothing that a signature covers
 * moves or changes. The header libraries of mail servers write whole headers anew, which breaks signatures.
 */
public final class HeaderRewrite {
    private static final BiPredicate<String, byte[]> NOTHING = (name, field) -> false;

    private final Set<String> names;
    private final Set<String> prefixes;
    private final List<String> lines;
    private final BiPredicate<String, byte[]> unwanted;

    private HeaderRewrite(Set<String> names, Set<String> prefixes, List<String> lines, BiPredicate<String, byte[]> unwanted) {
        this.names = names;
        this.prefixes = prefixes;
        this.lines = List.copyOf(lines);
        this.unwanted = unwanted;
    }

    /** A rewrite that changes nothing. */
    public static HeaderRewrite none() {
        return new HeaderRewrite(Set.of(), Set.of(), List.of(), NOTHING);
    }

    /** Drops the fields with these names or with names that start with these prefixes, without regard to case. */
    public static HeaderRewrite removing(Set<String> names, Set<String> prefixes) {
        return new HeaderRewrite(lowerCase(names), lowerCase(prefixes), List.of(), NOTHING);
    }

    /**
     * The same rewrite that also puts these fields in front, in this order.
     *
     * @param more fields as {@link HeaderText#field} makes them: folded with CRLF and a blank, without the last line end
     * @throws IllegalArgumentException when a line would begin a field of its own or end the header
     */
    public HeaderRewrite adding(List<String> more) {
        more.forEach(HeaderRewrite::requireOneField);
        List<String> all = new ArrayList<>(lines);
        all.addAll(more);
        return new HeaderRewrite(names, prefixes, all, unwanted);
    }

    /**
     * The same rewrite that also drops the fields of which this holds.
     *
     * @param more gets the name in lower case, and the field or as much of it as is looked at
     */
    public HeaderRewrite removingWhere(BiPredicate<String, byte[]> more) {
        return new HeaderRewrite(names, prefixes, lines, unwanted.or(more));
    }

    /** The message as it streams through this rewrite; closing the result closes the message. */
    public InputStream apply(InputStream raw) {
        return new HeaderStream(String.join("", lines.stream().map(line -> line + "\r\n").toList()).getBytes(StandardCharsets.UTF_8), raw,
            new FieldFilter() {
                @Override
                public boolean keeps(String name) {
                    return !names.contains(name) && prefixes.stream().noneMatch(name::startsWith);
                }

                @Override
                public boolean keeps(String name, byte[] start) {
                    return keeps(name) && !unwanted.test(name, start);
                }

                @Override
                public byte[] rewrite(String name, byte[] field) {
                    return field;
                }
            });
    }

    /** The same for a message in memory. */
    public byte[] apply(byte[] raw) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length + 256);
        try (InputStream in = apply(MessageSource.of(raw).open())) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
        return out.toByteArray();
    }

    private static Set<String> lowerCase(Set<String> some) {
        return some.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    private static void requireOneField(String line) {
        int colon = line.indexOf(':');
        boolean named = colon > 0 && line.substring(0, colon).chars().allMatch(c -> c > ' ' && c < 127);
        String unfolded = line.replace("\r\n ", "").replace("\r\n\t", "");
        if (!named || unfolded.indexOf('\r') >= 0 || unfolded.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not one header field: " + line.replaceAll("[\\r\\n]+", "|"));
        }
    }
}
