// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;

/** The bombs that a gateway has to stand. */
final class Bombs {
    private static final int MEBIBYTE = 1024 * 1024;

    private Bombs() {
    }

    static List<Bomb> all() {
        return List.of(
            new Bomb("zip of 16 zips, five deep", () -> attachment("a.zip", PackedBombs.nestedZips())),
            new Bomb("zip of 10 GB of zeros", () -> attachment("a.zip", PackedBombs.zipOfZeros(10_240))),
            new Bomb("gzip of 10 GB of zeros", () -> attachment("a.gz", PackedBombs.gzipOfZeros(10_240))),
            new Bomb("zip whose list names one member 60000 times", () -> attachment("a.zip", PackedBombs.overlappingZip(60_000))),
            new Bomb("zip of 200000 empty members", () -> attachment("a.zip", PackedBombs.manyMembers(200_000))),
            new Bomb("1000 messages within each other", () -> ascii("Content-Type: message/rfc822\r\n\r\n".repeat(1000) + "\r\nx")),
            new Bomb("1000 multiparts within each other", () -> ascii(repeat(1000, i ->
                "Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n"))),
            new Bomb("1000000 parts", () -> ascii("Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\n\r\nx\r\n".repeat(1_000_000))),
            new Bomb("1000000 parts, no end of boundary", () -> ascii("Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--bx\r\n\r\nx\r\n".repeat(1_000_000))),
            new Bomb("a line of 100 MB", () -> ascii("Subject: x\r\n\r\n" + "x".repeat(100 * MEBIBYTE))),
            new Bomb("a header line of 100 MB", () -> ascii("Subject: " + "x".repeat(100 * MEBIBYTE) + "\r\n\r\nx")),
            new Bomb("20 MB of boundary within one line", () -> ascii("Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b".repeat(7 * MEBIBYTE))),
            new Bomb("900 parts that name each other's Content-ID", () -> ascii("Content-Type: multipart/related; boundary=b\r\n\r\n"
                + repeat(900, i -> "--b\r\nContent-ID: <c" + i + "@x>\r\nContent-Type: text/html\r\n\r\n"
                    + "<img src=cid:c1@x>".repeat(900) + "\r\n"))),
            new Bomb("RFC 2231 name in 100000 sections", () -> ascii("Content-Type: text/plain; " + repeat(100_000, i ->
                "name*" + i + "*=x;\r\n ") + "\r\n\r\nx")),
            new Bomb("200 boundaries, 200 Content-Types", () -> ascii(repeat(200, i -> "Content-Type: multipart/mixed; "
                + repeat(200, j -> "boundary=" + (j * 200 + i) + "; ") + "\r\n") + "\r\n"
                + repeat(40_000, i -> "--" + i + "\r\n\r\nx\r\n"))),
            new Bomb("30 MB of base64 with junk", () -> ascii("Content-Transfer-Encoding: base64\r\nContent-Type: a/b\r\n\r\n"
                + "QUJD!QUJD=QUJDRA==\r\n".repeat(30 * MEBIBYTE / 20))),
            new Bomb("30 MB of lone carriage returns and zeros", () -> ascii("Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\rx\0\r".repeat(30 * MEBIBYTE / 8))),
            new Bomb("5 MB of nested comments and quotes", () -> ascii("Content-Type: " + "(\"\\".repeat(5 * MEBIBYTE / 3) + "\r\n\r\nx")),
            new Bomb("2 MB of nested HTML", () -> ascii(
                "Content-Type: text/html\r\n\r\n" + "<div><b><table><tr><td>".repeat(2 * MEBIBYTE / 24))),
            new Bomb("10 MB of encoded words", () -> ascii(
                repeat(900, i -> "Subject: " + "=?utf-8?q?x?= ".repeat(800) + "\r\n") + "\r\nx")));
    }

    private static byte[] attachment(String name, byte[] content) {
        return ascii("Content-Type: application/octet-stream; name=" + name + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(content));
    }

    private static String repeat(int count, IntFunction<String> piece) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(piece.apply(i));
        }
        return text.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
