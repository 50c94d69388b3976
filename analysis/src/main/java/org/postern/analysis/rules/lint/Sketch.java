// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.lint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Contents;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.PartFact;
import org.postern.analysis.facts.PartText;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.what.AuthenticationCheck;
import org.postern.analysis.rules.what.AuthenticationVariant;
import org.postern.analysis.rules.who.Authors;

/** A message in the making: an ordinary one at first, then with whatever makes a rule match. */
final class Sketch {
    private static final Instant NOON = Instant.parse("2026-01-14T12:00:00Z");
    private static final String ID = "00000000000000000000000000";

    final Map<String, String> said = new LinkedHashMap<>();
    Direction direction = Direction.INCOMING;
    String sender = "witness-sender@remote.invalid";
    String client = "198.51.100.99";
    Instant time = NOON;
    double spam;
    VirusScan virus = VirusScan.clean();
    Optional<String> tls = Optional.empty();
    long size = 1500;
    final List<String> recipients = new ArrayList<>(List.of("witness-recipient@local.invalid"));
    final List<HeaderField> headers = new ArrayList<>(List.of(new HeaderField("Subject", "Witness", "Witness")));
    final List<File> files = new ArrayList<>();
    final List<String> uris = new ArrayList<>();
    final List<Anomaly> anomalies = new ArrayList<>();
    final List<ListHit> lists = new ArrayList<>();
    SketchedDirectory directory = new SketchedDirectory();
    private Optional<Authentication> authentication = Optional.empty();
    String text = "An ordinary text.";
    private File open;

    /** A file in the message. */
    static final class File {
        Optional<String> name = Optional.empty();
        String type = "application/octet-stream";
        long size = 100;
        final List<PartFact> facts = new ArrayList<>();
    }

    /** Says in words what is special about the message. */
    void says(String what, String value) {
        said.put(what, value);
    }

    /** The objects of one group that asks for all speak of one file; this begins another. */
    void nextFile() {
        open = null;
    }

    File file() {
        if (open == null) {
            open = new File();
            files.add(open);
        }
        return open;
    }

    /** Another message like this one. */
    Sketch copy() {
        Sketch copy = new Sketch();
        copy.said.putAll(said);
        copy.direction = direction;
        copy.sender = sender;
        copy.client = client;
        copy.time = time;
        copy.spam = spam;
        copy.virus = virus;
        copy.tls = tls;
        copy.size = size;
        replace(copy.recipients, recipients);
        replace(copy.headers, headers);
        replace(copy.files, files);
        replace(copy.uris, uris);
        replace(copy.anomalies, anomalies);
        replace(copy.lists, lists);
        copy.directory = directory.copy();
        copy.authentication = authentication;
        copy.text = text;
        return copy;
    }

    private static <T> void replace(List<T> some, List<T> others) {
        some.clear();
        some.addAll(others);
    }

    /** The check ends so; a message may have several signatures. */
    void authenticated(AuthenticationCheck check) {
        authentication = Optional.of(AuthenticationVariant.with(authentication.orElseGet(AuthenticationVariant::checked), check));
    }

    VirusScan infected() {
        return new VirusScan(VirusScan.Status.INFECTED, List.of(new VirusFinding("witness", "Witness.Virus")));
    }

    Facts facts() {
        List<Part> parts = new ArrayList<>();
        int depth = files.isEmpty() ? 0 : 1;
        if (!files.isEmpty()) {
            parts.add(new Part(1, 0, "multipart/mixed", "multipart/mixed", Optional.empty(), false, 0));
        }
        parts.add(new Part(1 + depth, depth, "text/plain", "text/plain", Optional.empty(), false, text.length()));
        for (File file : files) {
            parts.add(new Part(parts.size() + 1, 1, file.type, file.type, file.name, true, file.size, Optional.empty(), Part.STANDARD,
                file.facts, List.of()));
        }
        return new Facts(Facts.VERSION, ID, time, direction, new Envelope(sender, recipients),
            new Client(client, Optional.empty(), Optional.empty(), tls, Optional.empty()), size, headers, parts, uris, anomalies, virus,
            new SpamAnalysis(spam, List.of()), List.of(), Map.of())
            .with(new Contents(List.of(new PartText(1 + depth, false, text)), List.of())).with(lists)
            .with(directory.facts(sender, recipients.get(0), Authors.of(headers)))
            .with(authentication.orElseGet(Authentication::unchecked));
    }

    /** The message in words. */
    String words() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("direction", direction == Direction.INCOMING ? "in" : "out");
        all.put("sender", sender);
        all.put("recipients", String.join(" ", recipients));
        all.putAll(said);
        return String.join(", ", all.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList());
    }
}
