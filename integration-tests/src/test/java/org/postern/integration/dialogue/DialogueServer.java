// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.dialogue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.postern.integration.client.RestClient;
import org.postern.integration.launch.Checkout;
import org.postern.integration.launch.Ports;
import org.postern.integration.launch.Postern;
import org.postern.server.demo.sink.Sink;

/**
 * The server with which all dialogues are held: the delivered configuration, with a user, small limits, and each port a second time
 * behind the PROXY protocol, so that a dialogue can come from any address.
 */
final class DialogueServer implements AutoCloseable {
    static final String USER = "ann@local.example";
    static final String PASSWORD = "correct horse";

    private final Postern postern;
    private final NameServer names;
    private final Map<String, Integer> ports;
    private final Path data;

    private DialogueServer(Postern postern, NameServer names, Map<String, Integer> ports) {
        this.postern = postern;
        this.names = names;
        this.ports = ports;
        this.data = postern.data();
    }

    static DialogueServer start() throws IOException, InterruptedException {
        Map<String, Integer> ports = new HashMap<>();
        for (String name : List.of("submission", "untrusted/proxy", "trusted/proxy", "submission/proxy")) {
            ports.put(name, Ports.one());
        }
        Postern postern = Postern.prepare(List.of("--submission-port", "" + ports.get("submission")));
        DialogueServer server = new DialogueServer(postern, NameServer.start(), ports);
        try {
            server.configure();
            postern.start();
            RestClient admin = postern.admin();
            require(admin.put("/domains/local.example", ""));
            server.fillLists(admin);
            require(admin.put("/users/" + USER, "{\"password\":\"" + PASSWORD + "\"}"));
            return server;
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
    }

    InetSocketAddress port(String name, boolean proxied) {
        if (proxied) {
            return new InetSocketAddress("127.0.0.1", ports.get(name + "/proxy"));
        }
        return switch (name) {
            case "untrusted" -> postern.stranger().server();
            case "trusted" -> postern.ownServer().server();
            case "proxied" -> port("untrusted", true);
            case "submission" -> new InetSocketAddress("127.0.0.1", ports.get("submission"));
            default -> throw new IllegalArgumentException("no port: " + name);
        };
    }

    Sink sink() {
        return postern.sink();
    }

    RestClient admin() throws IOException, InterruptedException {
        return postern.admin();
    }

    @Override
    public void close() throws IOException {
        try {
            postern.close();
        } finally {
            names.close();
        }
    }

    /** The entries of the file {@code lists.csv}: list, kind, value, condition. */
    private void fillLists(RestClient admin) throws IOException, InterruptedException {
        try (InputStream in = DialogueServer.class.getResourceAsStream("/dialogues/lists.csv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList()) {
                String[] fields = line.split(",");
                require(admin.post("/postern/lists/" + fields[0], "{\"kind\":\"" + fields[1] + "\",\"value\":\"" + fields[2]
                    + "\",\"condition\":\"" + fields[3] + "\",\"comment\":\"for dialogues\"}"));
            }
        }
    }

    private void configure() throws IOException {
        Path delivered = Checkout.root().resolve("james-conf").resolve("single");
        Path conf = Files.createDirectories(data.resolve("conf"));
        Files.writeString(conf.resolve("smtpserver.xml"), withProxies(Files.readString(delivered.resolve("smtpserver.xml"))));
        Files.writeString(conf.resolve("postern.properties"), withSettings(Files.readString(delivered.resolve("postern.properties")),
            Map.of("dns.servers", names.address(), "recipients.server", "127.0.0.1:" + postern.sink().address().getPort())));
    }

    private String withProxies(String xml) {
        StringBuilder more = new StringBuilder();
        String[] servers = xml.split("(?=<smtpserver enabled)");
        List<String> names = List.of("untrusted", "trusted", "submission");
        for (int i = 0; i < names.size(); i++) {
            String server = servers[i + 1].replace("</smtpservers>", "");
            more.append(server.replaceFirst("<bind>[^<]*</bind>",
                    "<bind>127.0.0.1:" + ports.get(names.get(i) + "/proxy") + "</bind><proxyRequired>true</proxyRequired>")
                .replaceFirst("</jmxName>", "-proxied</jmxName>"));
        }
        return (xml.replace("</smtpservers>", "") + more + "</smtpservers>").replace("50M</maxmessagesize>", "200K</maxmessagesize>");
    }

    private static String withSettings(String delivered, Map<String, String> own) throws IOException {
        Properties settings = new Properties();
        try (var in = DialogueServer.class.getResourceAsStream("/dialogues/postern.properties")) {
            settings.load(in);
        }
        settings.putAll(own);
        StringBuilder text = new StringBuilder();
        delivered.lines().filter(line -> settings.stringPropertyNames().stream().noneMatch(key -> line.startsWith(key + "=")))
            .forEach(line -> text.append(line).append('\n'));
        settings.stringPropertyNames().stream().sorted().forEach(key ->
            text.append(key).append('=').append(settings.getProperty(key)).append('\n'));
        return text.toString();
    }

    private static void require(RestClient.Response response) {
        if (response.status() >= 300) {
            throw new AssertionError("the server does not take its user: " + response);
        }
    }
}
