// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import org.postern.analysis.message.MessageSource;

/** Signs messages always in the same way, so that other programs' judgement of the signatures can be kept beside the tests. */
final class SignedCases {
    static final Instant SIGNED_AT = Instant.ofEpochSecond(1770000000);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONG = Duration.ofDays(36_500);

    private final Path key;

    SignedCases(Path key) {
        this.key = key;
    }

    /**
     * Signs.
     *
     * @param name of the case; one that ends in {@code -expired} is good for a day, one in {@code -living} for a hundred years
     */
    byte[] sign(String name, byte[] message) throws IOException {
        Optional<Duration> life = name.endsWith("-expired") ? Optional.of(DAY) : Optional.of(LONG).filter(any -> name.endsWith("-living"));
        MessageSigner signer = new MessageSigner("gateway.example.org", "own", PrivateKeyFile.read(key), life,
            Clock.fixed(SIGNED_AT, ZoneOffset.UTC));
        try (InputStream in = signer.sign(MessageSource.of(message)).open()) {
            return in.readAllBytes();
        }
    }

    /** Signs the messages of a folder: {@code signed_cases.py} calls this. */
    public static void main(String[] words) throws IOException {
        SignedCases cases = new SignedCases(Path.of(words[0]));
        try (var files = Files.newDirectoryStream(Path.of(words[1]), "*.eml")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                Files.write(file.resolveSibling(name + ".signed"), cases.sign(name.replace(".eml", ""), Files.readAllBytes(file)));
            }
        }
    }
}
