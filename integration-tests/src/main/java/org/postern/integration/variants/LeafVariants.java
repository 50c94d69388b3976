// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.variants;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Encodes a content in ways that decoders disagree about. */
final class LeafVariants {
    private static final List<String> BASE64_NAMES = List.of("base64", "BASE64", " base64 ", "base64;", "base64 (x)", "\"base64\"",
        "base64; a=b", "(c) base64", "base-64", "x-base64", "=?utf-8?q?base64?=", "base64,7bit", "\tbase64");
    private static final List<String> QP_NAMES = List.of("quoted-printable", "Quoted-Printable", "quoted-printable;",
        "\"quoted-printable\"", "quoted printable", "(c)quoted-printable");

    private final Random random;

    LeafVariants(Random random) {
        this.random = random;
    }

    Leaf next(String content, String type, String file) {
        String disposition = file.isEmpty() ? "" : "Content-Disposition: attachment; filename=" + file + "\r\n";
        String fields = "Content-Type: " + type + "\r\n" + disposition;
        return switch (random.nextInt(10)) {
            case 0 -> new Leaf(fields, content, "plain");
            case 1, 2 -> base64Junk(fields, content);
            case 3 -> named(fields, content, BASE64_NAMES, "base64", base64(content));
            case 4 -> quotedPrintable(fields, content);
            case 5 -> named(fields, content, QP_NAMES, "qp", quoted(content));
            case 6 -> duplicateEncoding(fields, content);
            case 7 -> uuencode(fields, content);
            case 8 -> yenc(fields, content);
            default -> new Leaf(fields + "Content-Transfer-Encoding: base64\r\n", base64(content), "base64");
        };
    }

    private Leaf named(String fields, String content, List<String> names, String how, String body) {
        String name = pick(names);
        return new Leaf(fields + "Content-Transfer-Encoding: " + name + "\r\n", body, how + " named " + name);
    }

    private Leaf duplicateEncoding(String fields, String content) {
        boolean base64 = random.nextBoolean();
        String good = base64 ? "base64" : "quoted-printable";
        String other = pick(List.of("7bit", "8bit", "binary", base64 ? "quoted-printable" : "base64", "x-unknown", ""));
        boolean first = random.nextBoolean();
        String both = "Content-Transfer-Encoding: " + (first ? good : other) + "\r\nContent-Transfer-Encoding: " + (first ? other : good)
            + "\r\n";
        return new Leaf(fields + both, base64 ? base64(content) : quoted(content),
            "two encodings, " + (first ? "first" : "last") + " right");
    }

    private Leaf base64Junk(String fields, String content) {
        String plain = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.ISO_8859_1));
        int at = 4 * (1 + random.nextInt(Math.max(1, plain.length() / 4 - 2)));
        int odd = 1 + random.nextInt(plain.length() - 2);
        int half = content.length() / 2;
        String body = switch (random.nextInt(12)) {
            case 0 -> plain.substring(0, at) + pick(List.of("!", "*", "&&", "\0", "\u00e4", ".", "$$$")) + plain.substring(at);
            case 1 -> plain.substring(0, odd) + pick(List.of("!", "-", "_", "\t", " ", "@")) + plain.substring(odd);
            case 2 -> base64(content.substring(0, half)) + base64(content.substring(half));
            case 3 -> "====" + plain;
            case 4 -> plain.substring(0, at) + "====" + plain.substring(at);
            case 5 -> plain.substring(0, odd) + "=" + plain.substring(odd);
            case 6 -> plain.replaceAll("(.{" + (3 + random.nextInt(6)) + "})", "$1\r\n");
            case 7 -> plain.replace("=", "") + "\r\n\r\n-- \r\nlist footer\r\n";
            case 8 -> "This is base64:\r\n" + plain;
            case 9 -> plain.replace('+', '-').replace('/', '_');
            case 10 -> "> " + plain.replaceAll("(.{20})", "$1\r\n> ");
            default -> plain + "\r\n" + "A".repeat(random.nextInt(9));
        };
        return new Leaf(fields + "Content-Transfer-Encoding: base64\r\n", body + "\r\n", "base64 with junk");
    }

    private Leaf quotedPrintable(String fields, String content) {
        StringBuilder body = new StringBuilder();
        for (char c : content.toCharArray()) {
            String code = String.format(random.nextBoolean() ? "=%02X" : "=%02x", (int) c);
            switch (random.nextInt(8)) {
                case 0 -> body.append(code);
                case 1 -> body.append("=\r\n").append(c == '=' ? code : String.valueOf(c));
                case 2 -> body.append("= \t\r\n").append(c == '=' ? code : String.valueOf(c));
                case 3 -> body.append("=\n").append(c == '=' ? code : String.valueOf(c));
                default -> body.append(c == '=' || c == '.' ? code : String.valueOf(c));
            }
        }
        if (random.nextInt(4) == 0) {
            body.insert(0, pick(List.of("=XY", "=", "==", "=3")) + "\r\n");
        }
        return new Leaf(fields + "Content-Transfer-Encoding: quoted-printable\r\n", body + "\r\n", "quoted-printable tricks");
    }

    private Leaf uuencode(String fields, String content) {
        boolean declared = random.nextBoolean();
        String body = (declared ? "" : "Hello\r\n\r\n") + "begin " + pick(List.of("644", "0644", "755")) + " "
            + pick(List.of("a.com", "a b.txt", "x")) + "\r\n" + uu(content) + (random.nextInt(4) == 0 ? "" : "`\r\nend\r\n");
        String encoding = declared ? "Content-Transfer-Encoding: " + pick(List.of("x-uuencode", "uuencode", "x-uue")) + "\r\n" : "";
        return new Leaf(fields + encoding, body, "uuencode" + (declared ? " declared" : " in text"));
    }

    private Leaf yenc(String fields, String content) {
        StringBuilder body = new StringBuilder("=ybegin line=128 size=" + content.length() + " name=a.com\r\n");
        for (char c : content.toCharArray()) {
            int coded = (c + 42) & 0xff;
            if (coded == 0 || coded == '\n' || coded == '\r' || coded == '=') {
                body.append('=').append((char) ((coded + 64) & 0xff));
            } else {
                body.append((char) coded);
            }
        }
        return new Leaf(fields, body + "\r\n=yend size=" + content.length() + "\r\n", "yEnc in text");
    }

    static String base64(String content) {
        return Base64.getMimeEncoder().encodeToString(content.getBytes(StandardCharsets.ISO_8859_1)) + "\r\n";
    }

    static String quoted(String content) {
        StringBuilder body = new StringBuilder();
        for (char c : content.toCharArray()) {
            body.append(String.format("=%02X", (int) c));
        }
        return body.toString().replaceAll("(.{72})", "$1=\r\n") + "\r\n";
    }

    private static String uu(String content) {
        StringBuilder body = new StringBuilder();
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        for (int start = 0; start < bytes.length; start += 45) {
            int length = Math.min(45, bytes.length - start);
            body.append(letter(length));
            for (int i = start; i < start + length; i += 3) {
                int bits = bytes[i] << 16 & 0xff0000 | (i + 1 < bytes.length ? bytes[i + 1] << 8 & 0xff00 : 0)
                    | (i + 2 < bytes.length ? bytes[i + 2] & 0xff : 0);
                for (int shift = 18; shift >= 0; shift -= 6) {
                    body.append(letter(bits >> shift & 63));
                }
            }
            body.append("\r\n");
        }
        return body.toString();
    }

    private static char letter(int value) {
        return value == 0 ? '`' : (char) (value + ' ');
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
