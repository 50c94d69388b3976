// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.spam.text.MimeNode;
import org.postern.analysis.spam.text.Octets;

/**
 * The pictures of a message and their sizes, read from their first bytes.
 *
 * @param all those whose encoding is base64, as mail programs send them
 */
record Pictures(List<Picture> all) {
    private static final Set<String> TYPES = Set.of("image/gif", "image/png", "image/jpg", "image/jpeg");
    private static final int FRAME_LENGTH = 4;

    /** One picture; width and height are 0 when its bytes do not tell. */
    record Picture(String kind, String name, long width, long height) {
        long area() {
            return width * height;
        }
    }

    static Pictures of(EvalContext context) {
        List<Picture> pictures = new ArrayList<>();
        for (MimeNode leaf : Evals.mail(context).leaves()) {
            if (TYPES.contains(leaf.type()) && Octets.lower(leaf.fields().last("Content-Transfer-Encoding")).equals("base64")) {
                String kind = leaf.type().endsWith("jpg") ? "jpeg" : leaf.type().substring("image/".length());
                Optional<long[]> size = switch (kind) {
                    case "gif" -> gif(leaf.decoded());
                    case "png" -> png(leaf.decoded());
                    default -> jpeg(leaf.decoded());
                };
                pictures.add(new Picture(kind, leaf.name(), size.map(pair -> pair[0]).orElse(0L), size.map(pair -> pair[1]).orElse(0L)));
            }
        }
        return new Pictures(pictures);
    }

    /** Pictures of a kind, or all of them. */
    List<Picture> of(String kind) {
        return kind.equals("all") ? all : all.stream().filter(picture -> picture.kind().equals(kind)).toList();
    }

    long area(String kind) {
        return of(kind).stream().mapToLong(Picture::area).sum();
    }

    private static Optional<long[]> gif(String bytes) {
        if (bytes.length() < 10 || !bytes.startsWith("GIF87a") && !bytes.startsWith("GIF89a")) {
            return Optional.empty();
        }
        return Optional.of(new long[] {bytes.charAt(6) | bytes.charAt(7) << 8, bytes.charAt(8) | bytes.charAt(9) << 8});
    }

    private static Optional<long[]> png(String bytes) {
        int header = bytes.startsWith("\u0089PNG\r\n\u001a\n") ? bytes.indexOf("IHDR") : -1;
        return header < 0 || bytes.length() < header + 12 ? Optional.empty()
            : Optional.of(new long[] {number(bytes, header + 4, 4), number(bytes, header + 8, 4)});
    }

    private static Optional<long[]> jpeg(String bytes) {
        int at = 2;
        while (bytes.startsWith("\u00ff\u00d8") && at + FRAME_LENGTH <= bytes.length()) {
            int mark = bytes.charAt(at + 1);
            int length = (int) number(bytes, at + 2, 2);
            if (bytes.charAt(at) != 0xff || mark == 0xda || mark == 0xd9 || length < 2) {
                return Optional.empty();
            }
            boolean frame = mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc;
            if (frame) {
                return at + 9 > bytes.length() ? Optional.empty()
                    : Optional.of(new long[] {number(bytes, at + 7, 2), number(bytes, at + 5, 2)});
            }
            at += 2 + length;
        }
        return Optional.empty();
    }

    private static long number(String bytes, int at, int length) {
        long number = 0;
        for (int i = at; i < at + length; i++) {
            number = number << 8 | bytes.charAt(i);
        }
        return number;
    }
}
