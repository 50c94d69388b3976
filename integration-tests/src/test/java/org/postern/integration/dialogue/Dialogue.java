// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client and the server say to each other, as a file tells it.
 *
 * @param title first comment of the file
 * @param turns steps with the lines they stand on
 */
record Dialogue(String name, String title, List<Turn> turns) {
    private static final byte[] CRLF = {'\r', '\n'};

    /** A step and where it stands. */
    record Turn(int line, Step step) {
    }

    /**
     * Reads a file.
     *
     * @param run    a word that no other run has; it replaces {@code $run} everywhere
     * @param client an address that no other dialogue uses the network of; it replaces {@code $client}
     * @throws IllegalArgumentException naming the line that has no meaning
     */
    static Dialogue read(String name, String text, String run, String client) {
        List<Turn> turns = new ArrayList<>();
        String title = "";
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.replace("$run", run).replace("$client", client);
            if (line.startsWith("#") || line.isBlank()) {
                title = title.isEmpty() && line.startsWith("#") ? line.substring(1).strip() : title;
                continue;
            }
            try {
                turns.add(new Turn(number, step(line)));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(name + ":" + number + ": " + line + " (" + e.getMessage() + ")", e);
            }
        }
        return new Dialogue(name, title, List.copyOf(turns));
    }

    private static Step step(String line) {
        if (line.startsWith("C:")) {
            return send(RawText.bytes(line.substring(2).replaceFirst("^ ", "")), CRLF);
        }
        if (line.startsWith("C>")) {
            return send(RawText.bytes(line.substring(2).replaceFirst("^ ", "")), new byte[0]);
        }
        if (line.startsWith("S:")) {
            return said(line.substring(2).strip());
        }
        String[] words = line.strip().split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "connect" -> connect(rest);
            case "wait" -> new Step.Pause(duration(rest));
            case "late" -> new Step.Late(duration(rest));
            case "within" -> new Step.Soon(duration(rest));
            case "tls" -> new Step.Tls();
            case "accepted" -> again(rest);
            case "behind" -> received(rest);
            case "report" -> report(rest);
            case "tracked" -> tracked(rest);
            case "has" -> new Step.Line(rest, true);
            case "lacks" -> new Step.Line(rest, false);
            default -> throw new IllegalArgumentException("no step");
        };
    }

    private static Step send(byte[] text, byte[] end) {
        byte[] bytes = new byte[text.length + end.length];
        System.arraycopy(text, 0, bytes, 0, text.length);
        System.arraycopy(end, 0, bytes, text.length, end.length);
        return new Step.Send(bytes);
    }

    private static Step said(String text) {
        if (text.equals("closed")) {
            return new Step.Closed();
        }
        if (text.startsWith("silence ")) {
            return new Step.Silence(duration(text.substring(8)));
        }
        if (!text.matches("[2-5][0-9?][0-9?]( .*)?")) {
            throw new IllegalArgumentException("no reply");
        }
        return new Step.Reply(text.substring(0, 3), text.length() > 4 ? text.substring(4) : "*");
    }

    private static Step connect(String text) {
        String[] words = text.strip().split("\\s+");
        return new Step.Connect(words[0], words.length > 2 && words[1].equals("from") ? words[2] : "");
    }

    private static Step again(String text) {
        String[] ends = text.strip().split("\\s+");
        return new Step.Again(ends[0], ends[1]);
    }

    private static Step received(String text) {
        return text.startsWith("not ") ? new Step.Received(text.substring(4), false) : new Step.Received(text, true);
    }

    private static Step report(String text) {
        String[] words = text.strip().split("\\s+");
        return new Step.Report(words[0], words[1], words[2]);
    }

    private static Step tracked(String text) {
        String[] words = text.strip().split("\\s+", 2);
        return new Step.Tracked(words[0], words.length > 1 ? words[1] : "");
    }

    private static Duration duration(String text) {
        String number = text.replaceAll("[a-z]+$", "");
        return text.endsWith("ms") ? Duration.ofMillis(Long.parseLong(number)) : Duration.ofSeconds(Long.parseLong(number));
    }
}
