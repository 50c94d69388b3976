// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.channel;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** A channel's web server, with a key of its own to sign with. */
final class ChannelServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    ChannelServer() throws IOException {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    answer(client);
                } catch (IOException e) {
                    // A client that hangs up is no concern of the server's.
                    continue;
                }
            }
        }, "channel-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void answer(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        String path = in.readLine().split(" ")[1];
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        asked.add(path);
        byte[] file = files.get(path);
        client.getOutputStream().write(("HTTP/1.1 " + (file == null ? "404 Not Found" : "200 OK") + "\r\nContent-Length: "
            + (file == null ? 0 : file.length) + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        if (file != null) {
            client.getOutputStream().write(file);
        }
    }

    static PGPKeyPair newKey() throws Exception {
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(0x10001), new SecureRandom(), 2048, 12));
        return new BcPGPKeyPair(PublicKeyAlgorithmTags.RSA_GENERAL, generator.generateKeyPair(),
            new Date(System.currentTimeMillis() - 60_000));
    }

    static byte[] armoured(PGPPublicKey key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArmoredOutputStream armour = new ArmoredOutputStream(bytes)) {
            key.encode(armour);
        }
        return bytes.toByteArray();
    }

    static byte[] signature(PGPKeyPair key, byte[] content) throws Exception {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
            new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA512));
        generator.init(PGPSignature.BINARY_DOCUMENT, key.getPrivateKey());
        generator.update(content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArmoredOutputStream armour = new ArmoredOutputStream(bytes)) {
            generator.generate().encode(armour);
        }
        return bytes.toByteArray();
    }

    static byte[] archive(Map<String, String> content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, String> file : content.entrySet()) {
                byte[] text = file.getValue().getBytes(StandardCharsets.ISO_8859_1);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                entry.setSize(text.length);
                tar.putArchiveEntry(entry);
                tar.write(text);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    List<String> asked() {
        return asked;
    }

    ChannelServer with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** A revision as channels offer it. */
    ChannelServer offer(String place, String revision, byte[] archive, PGPKeyPair key) throws Exception {
        String file = place + revision + ".tar.gz";
        return with(file, archive).with(file + ".asc", signature(key, archive))
            .with(file + ".sha512", (HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(archive)) + "  " + revision
                + ".tar.gz\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
