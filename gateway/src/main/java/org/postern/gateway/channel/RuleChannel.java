// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.channel;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.dns.DnsType;

/**
 * One source of spam rules that is kept up to date as SpamAssassin's users do it: the DNS tells the newest revision, a list of mirrors
 * tells where it is, and an archive with checksum and signature holds it. A revision is put in force in one step when it has passed all
 * checks; else the one before stays.
 */
public final class RuleChannel {
    private static final Duration DNS_LIMIT = Duration.ofSeconds(15);

    private final String name;
    private final String version;
    private final DnsSource dns;
    private final ChannelDownload download;
    private final ChannelSignature signature;
    private final RuleLint lint;
    private final ChannelDirectory directory;
    private final RandomGenerator random;

    /**
     * Makes a channel.
     *
     * @param name      such as {@code updates.spamassassin.org}
     * @param version   version of SpamAssassin whose rules are wanted, such as {@code 4.0.1}
     * @param directory where its revisions are kept
     * @param limit     most time for one file
     */
    public RuleChannel(String name, String version, DnsSource dns, ChannelSignature signature, RuleLint lint, Path directory,
                       Duration limit, RandomGenerator random) {
        this.name = name;
        this.version = version;
        this.dns = dns;
        this.download = new ChannelDownload(limit);
        this.signature = signature;
        this.lint = lint;
        this.directory = new ChannelDirectory(directory);
        this.random = random;
    }

    /** What came of looking for an update. */
    public enum Outcome {
        UPDATED,
        UP_TO_DATE,
        /** The newest revision was found broken before, and there is no newer one. */
        REFUSED_BEFORE
    }

    public String name() {
        return name;
    }

    /** The revision in force; empty when there is none. */
    public Optional<String> revision() throws IOException {
        return directory.current();
    }

    /** The directory of the rules in force. */
    public Optional<Path> rules() throws IOException {
        return directory.rules();
    }

    /** Puts the revision before the present one in force, and does not take the present one again. */
    public Optional<String> rollBack() throws IOException {
        return directory.rollBack();
    }

    /**
     * Looks for a newer revision and puts it in force.
     *
     * @throws ChannelException when that fails; what was in force stays
     */
    public Outcome update() throws ChannelException {
        String newest = newest();
        try {
            Optional<String> present = directory.current();
            if (present.isPresent() && Long.parseLong(present.get()) >= Long.parseLong(newest)) {
                return Outcome.UP_TO_DATE;
            }
            if (directory.isRefused(newest)) {
                return Outcome.REFUSED_BEFORE;
            }
            install(newest, archive(newest));
            return Outcome.UPDATED;
        } catch (IOException e) {
            throw new ChannelException(name + ": the rules cannot be kept: " + e.getMessage(), e);
        }
    }

    private String newest() throws ChannelException {
        List<String> parts = Arrays.asList(version.split("\\."));
        Collections.reverse(parts);
        String question = String.join(".", parts) + "." + name;
        return texts(question).stream().map(String::strip).filter(text -> text.matches("[0-9]{1,18}")).findFirst()
            .orElseThrow(() -> new ChannelException("the DNS tells no revision at " + question));
    }

    private byte[] archive(String revision) throws ChannelException {
        List<URI> lists = texts("mirrors." + name).stream().map(String::strip).filter(text -> text.matches("https?://[!-~]+"))
            .map(URI::create).toList();
        if (lists.isEmpty()) {
            throw new ChannelException("the DNS tells no list of mirrors at mirrors." + name);
        }
        List<String> failures = new ArrayList<>();
        for (URI mirror : Mirrors.read(download.get(lists.get(0))).shuffled(random)) {
            try {
                return checked(mirror, revision);
            } catch (ChannelException e) {
                failures.add(mirror + ": " + e.getMessage());
            }
        }
        throw new ChannelException(failures.stream().limit(5).collect(Collectors.joining("; ")));
    }

    private byte[] checked(URI mirror, String revision) throws ChannelException {
        byte[] archive = download.get(mirror.resolve(revision + ".tar.gz"));
        byte[] signed = download.get(mirror.resolve(revision + ".tar.gz.asc"));
        checksum(mirror, revision, archive);
        signature.check(archive, signed);
        return archive;
    }

    private void checksum(URI mirror, String revision, byte[] archive) throws ChannelException {
        byte[] file;
        ChannelChecksum kind = ChannelChecksum.SHA512;
        try {
            file = download.get(mirror.resolve(revision + ".tar.gz." + kind.suffix()));
        } catch (ChannelException e) {
            kind = ChannelChecksum.SHA256;
            file = download.get(mirror.resolve(revision + ".tar.gz." + kind.suffix()));
        }
        kind.check(archive, file);
    }

    private void install(String revision, byte[] archive) throws ChannelException, IOException {
        Path fresh = directory.beginning(revision);
        try {
            ChannelArchive.unpack(archive, fresh);
            lint.check(fresh);
        } catch (ChannelException e) {
            directory.abandon(revision);
            directory.refuse(revision);
            throw new ChannelException("revision " + revision + " is refused: " + e.getMessage(), e);
        }
        directory.finish(revision);
    }

    private List<String> texts(String question) throws ChannelException {
        DnsAnswer answer = dns.within(DNS_LIMIT).ask(question, DnsType.TXT);
        if (answer.failed()) {
            throw new ChannelException("the DNS does not answer for " + question + ": " + answer.failure());
        }
        return answer.values();
    }
}
