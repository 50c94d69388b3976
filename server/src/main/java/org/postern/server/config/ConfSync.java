// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Brings the configuration that comes with this version into the data directory without ever touching what the operator wrote: a
 * file is replaced only while it still is what an earlier version put there.
 */
public final class ConfSync {
    static final String LEDGER = ".delivered";

    private final Path delivered;
    private final Path conf;

    /**
     * @param delivered the directory that comes with the program
     * @param conf      the directory James reads
     */
    public ConfSync(Path delivered, Path conf) {
        this.delivered = delivered;
        this.conf = conf;
    }

    /**
     * Copies what is new or unchanged by the operator; puts the new version of a changed file beside it with {@code .new} at the end
     * of its name.
     *
     * @return the names of the {@code .new} files written this time
     */
    public List<String> run() throws IOException {
        Properties ledger = readLedger();
        List<String> beside = new ArrayList<>();
        for (Path source : files()) {
            String name = delivered.relativize(source).toString();
            String hash = hash(source);
            if (hash.equals(ledger.getProperty(name))) {
                continue;
            }
            Path target = conf.resolve(name);
            if (!Files.exists(target) || hash(target).equals(ledger.getProperty(name))) {
                copy(source, target);
            } else if (!hash(target).equals(hash)) {
                copy(source, target.resolveSibling(target.getFileName() + ".new"));
                beside.add(name + ".new");
            }
            ledger.setProperty(name, hash);
        }
        writeLedger(ledger);
        return beside;
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(source));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(delivered)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private Properties readLedger() throws IOException {
        Properties ledger = new Properties();
        if (Files.exists(conf.resolve(LEDGER))) {
            try (InputStream in = Files.newInputStream(conf.resolve(LEDGER))) {
                ledger.load(in);
            }
        }
        return ledger;
    }

    private void writeLedger(Properties ledger) throws IOException {
        try (OutputStream out = Files.newOutputStream(conf.resolve(LEDGER))) {
            ledger.store(out, "SHA-256 of each file as it was delivered last");
        }
    }

    private static String hash(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
