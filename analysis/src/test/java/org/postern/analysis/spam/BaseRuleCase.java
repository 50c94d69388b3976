// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.postern.analysis.facts.ArcCheck;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.DkimCheck;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.SpfCheck;

/**
 * One line of the table on the shipped rules: an ordinary letter with one thing changed, so that a case shows what its rule is about.
 *
 * @param rule    name of the rule
 * @param hit     whether it must match
 * @param kind    what of the letter is changed
 * @param written the change, with {@code \n} for ends of lines
 */
record BaseRuleCase(String rule, boolean hit, String kind, String written) {
    private static final Map<String, String> LETTER = Map.of("From", "Ann Weber <ann@example.org>", "To", "Bob <bob@example.com>",
        "Subject", "Minutes of the meeting", "Date", "Tue, 3 Feb 2026 10:00:00 +0000", "Message-ID", "<20260203.1@example.org>",
        "MIME-Version", "1.0");

    static List<BaseRuleCase> read(Class<?> test, String file) {
        try (InputStream in = test.getResourceAsStream(file)) {
            List<BaseRuleCase> cases = new ArrayList<>();
            String rule = "";
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("+ ") || line.startsWith("- ")) {
                    String[] words = line.split(" ", 3);
                    cases.add(new BaseRuleCase(rule, words[0].equals("+"), words[1], words[2]));
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    rule = line.strip();
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole message. */
    byte[] message() {
        String change = written.replace("\\n", "\n");
        String mail = switch (kind) {
            case "body" -> letter("Content-Type: text/plain; charset=utf-8") + "\n" + unescaped(change);
            case "html" -> letter("Content-Type: text/html; charset=utf-8") + "\n<html><body>" + change + "</body></html>";
            case "subject" -> letter("Subject: " + unescaped(change)) + "\nHello\n";
            case "head" -> letter(change) + "\nHello\n";
            case "part" -> letter("Content-Type: multipart/mixed; boundary=limit") + "\n--limit\nContent-Type: text/plain\n\n"
                + "The invoice is attached.\n--limit\nContent-Type: " + change + "\n\nabc\n--limit--\n";
            case "auth" -> letter(change.contains("\n") ? change.substring(change.indexOf('\n') + 1) : "") + "\nHello\n";
            case "mail" -> change + "\n";
            default -> throw new IllegalArgumentException(rule + ": " + kind);
        };
        return mail.getBytes(StandardCharsets.UTF_8);
    }

    /** What the checks of the sender found; nothing when they did not run. */
    Map<Class<?>, Object> findings() {
        if (!kind.equals("auth")) {
            return Map.of();
        }
        Map<String, String> found = Stream.of(written.replaceFirst("\\\\n.*", "").split(" ")).map(word -> word.split("="))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        String dmarc = found.getOrDefault("dmarc", "missing");
        String dkim = found.getOrDefault("dkim", "none");
        AuthenticationResult result = dmarc.equals("pass") ? AuthenticationResult.PASS
            : dmarc.equals("missing") ? AuthenticationResult.NONE : AuthenticationResult.FAIL;
        return Map.of(Authentication.class, new Authentication(spf(found, "spf"), spf(found, "helo"), dkim.equals("none") ? List.of()
            : List.of(new DkimCheck(result(dkim), "example.org", "s1", "@example.org", "rsa-sha256", "case")),
            new DmarcCheck(result, "example.org", "example.org",
                result == AuthenticationResult.FAIL ? dmarc : "", "", false, false, "case"),
            new ArcCheck(AuthenticationResult.NONE, "", false, "case")));
    }

    @Override
    public String toString() {
        return rule + (hit ? " hits " : " misses ") + kind + " " + written;
    }

    private static SpfCheck spf(Map<String, String> found, String identity) {
        return new SpfCheck(result(found.getOrDefault(identity, "neutral")), "example.org", "", "case");
    }

    private static AuthenticationResult result(String word) {
        return AuthenticationResult.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The letter's fields without those that are given, and these before them. */
    private static String letter(String given) {
        List<String> names = given.lines().map(line -> line.replaceFirst(":.*", "")).toList();
        Map<String, String> fields = LETTER.entrySet().stream().filter(field -> !names.contains(field.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
        Function<Map.Entry<String, String>, String> line = field -> field.getKey() + ": " + field.getValue() + "\n";
        return (given.isEmpty() ? "" : given + "\n") + fields.entrySet().stream().map(line).collect(Collectors.joining());
    }

    /** Characters that cannot be seen are written as codes. */
    private static String unescaped(String text) {
        return text.replace("\\u200b", "\u200b").replace("\\u043e", "\u043e").replace("\\x01", "\u0001");
    }
}
