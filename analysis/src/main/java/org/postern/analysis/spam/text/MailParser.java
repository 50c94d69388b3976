// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a message apart the way rules expect it, which is not always the way of the MIME standard. */
final class MailParser {
    private static final int DEEPEST = 20;
    private static final int BLANK_LINES = 20;
    private static final Pattern DISPOSITION_NAME = Pattern.compile("name=\\s*\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);

    private final Deque<Pending> open = new ArrayDeque<>();
    private final MailFaults faults = new MailFaults();

    /** An entity whose body is still to be looked into. */
    record Pending(MimeNode node, Optional<String> boundary, String body, int depth) {
    }

    /**
     * A message taken apart.
     *
     * @param envelopeLine the line that mailbox files put before a message, if there is one
     * @param header       pristine, with the empty line
     * @param body         pristine
     */
    record Parsed(Optional<String> envelopeLine, String header, String body, MimeNode root, MailFaults faults) {
    }

    static Parsed parse(String message) {
        return new MailParser().read(message);
    }

    private Parsed read(String message) {
        Head head = head(message.isEmpty() ? "\n" : message, faults);
        open.add(pending(head, DEEPEST));
        while (!open.isEmpty()) {
            Pending next = open.poll();
            if (next.node().type().startsWith("multipart/") && next.boundary().isPresent() && next.depth() > 0) {
                new MultipartReader(next, faults, open).read();
            } else {
                leaf(next);
            }
        }
        head.node().fields().forget("x-spam-");
        return new Parsed(head.envelopeLine(), head.header(), head.body(), head.node(), faults);
    }

    private void leaf(Pending next) {
        MimeNode node = next.node();
        ContentType type = ContentType.parse(node.fields().last("Content-Type"));
        if (!type.missing()) {
            node.type(type.type().startsWith("multipart/") && next.boundary().isEmpty() ? "text/plain" : type.type());
        }
        node.charset(type.charset());
        Matcher name = DISPOSITION_NAME.matcher(node.fields().last("Content-Disposition"));
        node.name(name.find() ? name.group(1) : type.name());
        node.body(next.body());
        boolean message = node.type().equals("message/rfc822") || node.type().equals("message/global");
        if (message && next.depth() > 0 && !node.decoded().isEmpty()) {
            Head inner = head(node.decoded(), new MailFaults());
            node.add(inner.node());
            open.add(pending(inner, next.depth() - 1));
            node.forgetBody();
        }
    }

    private record Head(Optional<String> envelopeLine, String header, String body, boolean crlf, MimeNode node) {
    }

    private static Head head(String message, MailFaults faults) {
        int from = 0;
        Optional<String> envelopeLine = Optional.empty();
        int firstEnd = message.indexOf('\n') + 1;
        if (isEnvelopeLine(message)) {
            from = firstEnd == 0 ? message.length() : firstEnd;
            envelopeLine = Optional.of(message.substring(0, from));
        }
        int first = message.indexOf('\n', from);
        boolean crlf = first > from && message.charAt(first - 1) == '\r' || message.endsWith("\r\n");
        HeaderReader reader = new HeaderReader(message, from, crlf, faults);
        String body = message.substring(reader.read());
        return new Head(envelopeLine, reader.pristine(), body, crlf, new MimeNode(reader.fields()));
    }

    private static Pending pending(Head head, int depth) {
        MimeNode node = head.node();
        ContentType type = ContentType.parse(node.fields().last("Content-Type"));
        node.type(type.type());
        String body = shorterBlanks(head.crlf() ? head.body().replace("\r\n", "\n") : head.body());
        if (type.type().startsWith("multipart/") && body.indexOf('\n') >= 0 && body.indexOf('\n') < body.length() - 1) {
            String first = body.substring(0, body.indexOf('\n'));
            if (!Octets.isBlank(first) && type.boundary().filter(boundary -> first.startsWith("--" + boundary)).isEmpty()) {
                body = "\n" + body;
            }
        }
        return new Pending(node, type.boundary(), body, depth);
    }

    private static boolean isEnvelopeLine(String message) {
        int i = 4;
        if (!message.startsWith("From") || message.length() == i || !Octets.isSpace(message.charAt(i))) {
            return false;
        }
        while (i < message.length() && Octets.isSpace(message.charAt(i)) && message.charAt(i) != '\n') {
            i++;
        }
        return i > 5 || i < message.length() && message.charAt(i) != ':';
    }

    /** Runs of empty lines longer than a bound are cut down to their last lines: some mail is nothing else. */
    private static String shorterBlanks(String body) {
        StringBuilder kept = null;
        int copied = 0;
        int run = -1;
        int blanks = 0;
        int at = 0;
        while (at < body.length()) {
            int end = body.indexOf('\n', at);
            int next = end < 0 ? body.length() : end + 1;
            if (!blank(body, at, next)) {
                blanks = 0;
            } else if (++blanks == 1) {
                run = next;
            } else if (blanks > BLANK_LINES) {
                kept = kept == null ? new StringBuilder(body.length()) : kept;
                if (blanks == BLANK_LINES + 1) {
                    kept.append(body, copied, run);
                    copied = run;
                }
                copied = body.indexOf('\n', copied) + 1;
            }
            at = next;
        }
        return kept == null ? body : kept.append(body, copied, body.length()).toString();
    }

    private static boolean blank(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Octets.isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
