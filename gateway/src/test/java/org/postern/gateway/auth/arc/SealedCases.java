// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.arc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.postern.analysis.message.HeaderRewrite;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.auth.dkim.PrivateKeyFile;
import org.postern.gateway.auth.dkim.RawField;
import org.postern.gateway.auth.dkim.RawMessage;

/** Seals messages always in the same way, so that another program's judgement of the seals can be kept beside the tests. */
final class SealedCases {
    private final ArcSealer sealer;

    SealedCases(Path key) throws IOException {
        sealer = new ArcSealer(new ArcIdentity("gateway.example.org", "seal", PrivateKeyFile.read(key)), "gw.example.org",
            Clock.fixed(Instant.ofEpochSecond(1770000000), ZoneOffset.UTC));
    }

    /** The message with a set on top, or as it was. */
    byte[] seal(byte[] message) throws IOException {
        return HeaderRewrite.none().adding(sealer.seal(RawMessage.read(MessageSource.of(message))).stream().map(RawField::text).toList())
            .apply(message);
    }

    /** Seals the messages of a folder: {@code seal_cases.py} calls this. */
    public static void main(String[] words) throws IOException {
        SealedCases cases = new SealedCases(Path.of(words[0]));
        try (var files = Files.newDirectoryStream(Path.of(words[1]), "*.eml")) {
            for (Path file : files) {
                Path sealed = file.resolveSibling(file.getFileName() + ".sealed");
                Files.writeString(sealed, new String(cases.seal(Files.readAllBytes(file)), StandardCharsets.ISO_8859_1),
                    StandardCharsets.ISO_8859_1);
            }
        }
    }
}
