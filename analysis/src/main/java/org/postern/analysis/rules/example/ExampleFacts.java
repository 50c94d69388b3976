// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Contents;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.PartText;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.archive.ArchiveInspector;
import org.postern.analysis.archive.ExternalUnpacker;
import org.postern.analysis.document.DocumentInspectors;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.mime.PartInspector;
import org.postern.analysis.rules.Example;
import org.postern.analysis.rules.what.AuthenticationCheck;
import org.postern.analysis.rules.what.AuthenticationVariant;
import org.postern.analysis.rules.who.IpRange;

/** Makes facts of an example: the message is read as every message is, the rest is taken from the example's values. */
public final class ExampleFacts {
    /** What an example may say besides its message; there are commas between several recipients and lists. */
    public static final Set<String> KEYS = Set.of("sender", "recipients", "client", "direction", "time", "spam", "virus", "tls", "spf",
        "dkim", "dmarc", "list");
    private static final String PLAIN = "From: <sender@remote.example>\r\nTo: <recipient@local.example>\r\nSubject: Example\r\n"
        + "\r\nHello\r\n";
    private static final Instant NOON = Instant.parse("2026-01-14T12:00:00Z");
    private static final String ID = "00000000000000000000000000";

    private final MessageAnalyser analyser = new MessageAnalyser(inspectors());

    /**
     * The facts of an example.
     *
     * @throws IllegalArgumentException for a value that cannot be read
     */
    public Facts of(Example example) {
        Map<String, String> values = example.values();
        byte[] bytes = example.message().map(text -> text.replace("\r\n", "\n").replace("\n", "\r\n")).orElse(PLAIN)
            .getBytes(StandardCharsets.UTF_8);
        MessageView view = view(bytes);
        List<String> recipients = Arrays.stream(values.getOrDefault("recipients", "recipient@local.example").split(","))
            .map(String::strip).filter(address -> !address.isEmpty()).toList();
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("recipients must name at least one address");
        }
        Client client = new Client(address(values), Optional.empty(), Optional.empty(),
            Optional.ofNullable(values.get("tls")).filter(tls -> !tls.equals("false")), Optional.empty());
        Contents contents = Contents.bounded(
            view.texts().stream().map(text -> new PartText(text.part(), text.html(), text.rendered())).toList(), view.fields());
        return new Facts(Facts.VERSION, ID, time(values), direction(values),
            new Envelope(values.getOrDefault("sender", "sender@remote.example"), recipients), client, bytes.length, view.headers(),
            view.parts(), view.uris(), view.anomalies(), virus(values), new SpamAnalysis(spam(values), List.of()), List.of(), Map.of(),
            contents, lists(values)).with(authentication(values));
    }

    private static String address(Map<String, String> values) {
        String client = values.getOrDefault("client", "192.0.2.1");
        if (IpRange.bytes(client).isEmpty()) {
            throw new IllegalArgumentException("client must be an IP address but is " + client);
        }
        return client;
    }

    private static List<ListHit> lists(Map<String, String> values) {
        return Arrays.stream(values.getOrDefault("list", "").split(",")).map(String::strip).filter(name -> !name.isEmpty())
            .map(name -> new ListHit(name, Optional.empty(), "example")).toList();
    }

    private static Authentication authentication(Map<String, String> values) {
        Authentication found = Authentication.unchecked();
        for (AuthenticationCheck.Method method : AuthenticationCheck.Method.values()) {
            if (values.containsKey(method.word())) {
                Authentication before = found.equals(Authentication.unchecked()) ? AuthenticationVariant.checked() : found;
                found = AuthenticationVariant.with(before, new AuthenticationCheck(method, result(method, values.get(method.word()))));
            }
        }
        return found;
    }

    private static AuthenticationResult result(AuthenticationCheck.Method method, String word) {
        return Arrays.stream(AuthenticationResult.values()).filter(result -> result.name().equalsIgnoreCase(word)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException(method.word() + " must be one of " + String.join(", ",
                Arrays.stream(AuthenticationResult.values()).map(result -> result.name().toLowerCase(Locale.ROOT)).toList())
                + " but is " + word));
    }

    /** Archives and documents are looked into as on the way of the mail, but for what a program outside would have to unpack. */
    private static List<PartInspector> inspectors() {
        List<PartInspector> inspectors = new ArrayList<>(List.of(new ArchiveInspector(ExternalUnpacker.none())));
        inspectors.addAll(DocumentInspectors.all());
        return inspectors;
    }

    private MessageView view(byte[] bytes) {
        try {
            return analyser.analyse(MessageSource.of(bytes), AnalysisLimits.defaults());
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    private static Instant time(Map<String, String> values) {
        try {
            return values.containsKey("time") ? Instant.parse(values.get("time")) : NOON;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time must be such as 2026-01-14T12:00:00Z but is " + values.get("time"), e);
        }
    }

    private static Direction direction(Map<String, String> values) {
        return switch (values.getOrDefault("direction", "in")) {
            case "in" -> Direction.INCOMING;
            case "out" -> Direction.OUTGOING;
            default -> throw new IllegalArgumentException("direction must be in or out but is " + values.get("direction"));
        };
    }

    private static double spam(Map<String, String> values) {
        try {
            return Double.parseDouble(values.getOrDefault("spam", "0"));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("spam must be a number of points but is " + values.get("spam"), e);
        }
    }

    private static VirusScan virus(Map<String, String> values) {
        return switch (values.getOrDefault("virus", "clean")) {
            case "clean" -> VirusScan.clean();
            case "unknown" -> VirusScan.unknown();
            case "disabled" -> VirusScan.disabled();
            default -> {
                VirusFinding finding = new VirusFinding("example", values.get("virus"));
                yield new VirusScan(finding.heuristic() ? VirusScan.Status.CLEAN : VirusScan.Status.INFECTED, List.of(finding));
            }
        };
    }
}
