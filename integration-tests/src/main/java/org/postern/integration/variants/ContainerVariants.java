// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.variants;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Puts an entity into containers whose boundaries, fields and places programs disagree about. */
final class ContainerVariants {
    private static final String DECOY = "Content-Type: text/plain\r\n\r\nNothing to see.\r\n";

    private final Random random;

    ContainerVariants(Random random) {
        this.random = random;
    }

    Leaf wrap(Leaf inner) {
        return switch (random.nextInt(14)) {
            case 0 -> plain(inner, "b" + random.nextInt(1000));
            case 1 -> declared(inner);
            case 2 -> duplicateType(inner);
            case 3 -> delimiters(inner);
            case 4 -> prefix(inner);
            case 5 -> outside(inner);
            case 6 -> encodedContainer(inner);
            case 7 -> message(inner);
            case 8 -> wrongBoundary(inner);
            case 9 -> oddType(inner);
            case 10 -> extended(inner);
            case 11 -> afterEnd(inner);
            case 12 -> sameBoundary(inner);
            default -> partial(inner);
        };
    }

    private static String multipart(String boundary, Leaf inner) {
        return "--" + boundary + "\r\n" + DECOY + "--" + boundary + "\r\n" + inner.entity() + "\r\n--" + boundary + "--\r\n";
    }

    private static Leaf of(String type, String body, Leaf inner, String how) {
        return new Leaf("Content-Type: " + type + "\r\n", body, how + " > " + inner.how());
    }

    private Leaf plain(Leaf inner, String boundary) {
        return of("multipart/mixed; boundary=" + boundary, multipart(boundary, inner), inner, "multipart");
    }

    private Leaf declared(Leaf inner) {
        String good = "good" + random.nextInt(100);
        String type = pick(List.of(
            "multipart/mixed; boundary=\"" + good + "\"; boundary=\"other\"",
            "multipart/mixed; boundary=other; boundary=" + good,
            "multipart/mixed; boundary=\"go\\od" + good.substring(4) + "\"",
            "multipart/mixed; boundary=(comment)" + good,
            "multipart/mixed; boundary=" + good + "(comment)",
            "multipart/mixed; boundary=\"" + good,
            "multipart/mixed; boundary=" + good + "\"",
            "multipart/mixed; boundary= \"" + good + " \"",
            "multipart/mixed; =; foo; boundary=" + good,
            "multipart/mixed; x=\"a;b\"; boundary=" + good + " ; y",
            "multipart/mixed boundary=" + good,
            "multipart/mixed, boundary=" + good,
            "multipart/mixed; boundary=\"=?utf-8?q?" + good + "?=\"",
            "multipart/mixed; boundary==?utf-8?b?" + Base64.getEncoder().encodeToString(good.getBytes(StandardCharsets.US_ASCII)) + "?=",
            "multipart/mixed; BOUNDARY=" + good,
            "multipart/mixed; boundary='" + good + "'",
            "multipart/mixed;\r\n\tboundary\r\n =\r\n \"" + good + "\"",
            "multipart/mixed; xboundary=other; boundary=" + good,
            "multipart/mixed; a=\"; boundary=other; b=\"; boundary=" + good,
            "(multipart/alternative; boundary=other) multipart/mixed; boundary=" + good));
        return of(type, multipart(good, inner), inner, "boundary as in " + type.strip());
    }

    private Leaf extended(Leaf inner) {
        String good = "extended" + random.nextInt(100);
        String a = good.substring(0, 4);
        String b = good.substring(4);
        String type = pick(List.of(
            "multipart/mixed; boundary*0=" + a + "; boundary*1=" + b,
            "multipart/mixed; boundary*1=" + b + "; boundary*0=" + a,
            "multipart/mixed; boundary*=utf-8''" + good,
            "multipart/mixed; boundary*0*=utf-8''" + a + "; boundary*1*=" + b,
            "multipart/mixed; boundary=other; boundary*=us-ascii'en'" + good,
            "multipart/mixed; boundary*0=" + a + "; boundary*0=zzz; boundary*1=" + b,
            "multipart/mixed; boundary*=utf-8''%65" + good.substring(1)));
        return of(type, multipart(good, inner), inner, "RFC 2231 boundary");
    }

    private Leaf duplicateType(Leaf inner) {
        String good = "multipart/mixed; boundary=dup";
        String other = pick(List.of("text/plain", "multipart/mixed; boundary=other", "application/octet-stream", "message/rfc822", "",
            "x"));
        boolean first = random.nextBoolean();
        return new Leaf("Content-Type: " + (first ? good : other) + "\r\nContent-Type: " + (first ? other : good) + "\r\n",
            multipart("dup", inner), "two types, " + (first ? "first" : "last") + " right > " + inner.how());
    }

    private Leaf delimiters(Leaf inner) {
        String junk = pick(List.of(" ", "\t", "   ", " x", "x", "\0", ";", "--x", " --", "\u000b"));
        String body = "--d" + junk + "\r\n" + inner.entity() + "\r\n--d" + pick(List.of("--", "-- ", "--x", "", "-")) + "\r\n";
        return of("multipart/mixed; boundary=d", body, inner, "delimiter with text behind");
    }

    private Leaf prefix(Leaf inner) {
        String longer = "p" + pick(List.of("-", "x", "1", "--", " y"));
        Leaf nested = of("multipart/mixed; boundary=\"" + longer + "\"", multipart(longer, inner), inner, "nested");
        return of("multipart/mixed; boundary=p", multipart("p", nested), inner, "boundary that begins with the outer one");
    }

    private Leaf sameBoundary(Leaf inner) {
        Leaf nested = of("multipart/mixed; boundary=s", multipart("s", inner), inner, "nested");
        return of("multipart/mixed; boundary=s", multipart("s", nested), inner, "the outer boundary again");
    }

    private Leaf outside(Leaf inner) {
        boolean before = random.nextBoolean();
        String hidden = inner.entity() + "\r\n";
        String parts = "--o\r\n" + DECOY + "--o--\r\n";
        return of("multipart/mixed; boundary=o", before ? hidden + parts : parts + hidden, inner, before ? "preamble" : "epilogue");
    }

    private Leaf afterEnd(Leaf inner) {
        String body = "--e\r\n" + DECOY + "--e--\r\n--e\r\n" + inner.entity() + "\r\n--e--\r\n";
        return of("multipart/mixed; boundary=e", body, inner, "part behind the end");
    }

    private Leaf encodedContainer(Leaf inner) {
        boolean base64 = random.nextBoolean();
        String body = multipart("c", inner);
        return new Leaf("Content-Type: multipart/mixed; boundary=c\r\nContent-Transfer-Encoding: "
            + (base64 ? "base64" : "quoted-printable") + "\r\n", base64 ? LeafVariants.base64(body) : LeafVariants.quoted(body),
            "encoded multipart > " + inner.how());
    }

    private Leaf message(Leaf inner) {
        String enclosed = "Subject: inner\r\nMIME-Version: 1.0\r\n" + inner.entity();
        int form = random.nextInt(4);
        String encoding = form == 0 ? "base64" : form == 1 ? "quoted-printable" : form == 2 ? "7bit" : "";
        String body = form == 0 ? LeafVariants.base64(enclosed) : form == 1 ? LeafVariants.quoted(enclosed) : enclosed;
        return new Leaf("Content-Type: " + pick(List.of("message/rfc822", "message/RFC822", "message/global", "message/news")) + "\r\n"
            + (encoding.isEmpty() ? "" : "Content-Transfer-Encoding: " + encoding + "\r\n"), body,
            "message in a message " + encoding + " > " + inner.how());
    }

    private Leaf partial(Leaf inner) {
        return of("message/partial; id=x; number=1; total=1", "Subject: part\r\n" + inner.entity(), inner, "message/partial");
    }

    private Leaf wrongBoundary(Leaf inner) {
        String type = pick(List.of("multipart/mixed", "multipart/mixed; boundary=", "multipart/mixed; boundary=\"\"",
            "multipart/mixed; boundary=never", "multipart/mixed; bound=w", "multipart/mixed; boundary"));
        return of(type, multipart("w", inner), inner, "no right boundary");
    }

    private Leaf oddType(Leaf inner) {
        String type = pick(List.of("multipart; boundary=t", "multipart / mixed; boundary=t", "MULTIPART/Mixed; boundary=t",
            "multipart/; boundary=t", "multipart/x-unknown; boundary=t", "\"multipart/mixed\"; boundary=t", "multipart/mixed;boundary=t;",
            "x; multipart/mixed; boundary=t", "multipart/digest; boundary=t", "=?utf-8?q?multipart/mixed;_boundary=3Dt?=",
            ";multipart/mixed; boundary=t", "multipart/mixed;;; boundary=t"));
        return of(type, multipart("t", inner), inner, "type written " + type);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
