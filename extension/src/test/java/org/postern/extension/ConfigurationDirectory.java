// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A working directory for a stock James: the configuration we give to operators, with the ports and places of a test put in.
 */
final class ConfigurationDirectory {
    private static final Path SOURCES = Path.of("..", "james-conf").toAbsolutePath().normalize();
    private static final List<String> FILES = List.of("mailetcontainer.xml", "smtpserver.xml", "extensions.properties", "listeners.xml");

    private final Path conf;
    private Optional<String> root = Optional.empty();
    private final Map<String, String> settings = new TreeMap<>(Map.of("greylist.enabled", "false", "relay.domains", "a.test",
        "storage.mode", "memory", "filter.retry-delay", "1s", "node.name", "gw.a.test"));

    ConfigurationDirectory(Path workingDirectory) throws IOException {
        conf = Files.createDirectories(workingDirectory.resolve("conf"));
    }

    ConfigurationDirectory set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Puts this in the place of the processor to which all mail comes first. */
    ConfigurationDirectory root(String processor) {
        root = Optional.of(processor);
        return this;
    }

    private String withRoot(String container) {
        return root.map(processor -> Pattern.compile("<processor state=\"root\".*?\n {8}</processor>", Pattern.DOTALL).matcher(container)
            .replaceFirst(Matcher.quoteReplacement(processor))).orElse(container);
    }

    /** Writes everything. */
    void write(String relay) throws IOException {
        for (String file : FILES) {
            Files.writeString(conf.resolve(file), withRoot(Files.readString(SOURCES.resolve("distributed").resolve(file)))
                .replace("cassandra://", "memory://")
                .replace("<gateway></gateway>", "<gateway>" + relay + "</gateway>")
                .replace("<delayTime>1 minute", "<delayTime>1 second")
                .replace("0.0.0.0:25<", "127.0.0.1:0<")
                .replace("0.0.0.0:26<", "127.0.0.1:0<")
                .replace("<ioWorkerCount>256</ioWorkerCount>",
                    "<ioWorkerCount>16</ioWorkerCount><gracefulShutdown>false</gracefulShutdown>"));
        }
        copyRules();
        Files.writeString(conf.resolve("extensions.properties"), Files.readString(conf.resolve("extensions.properties"))
            .replace("org.postern.extension.PosternStartable", "org.postern.extension.PosternStartable,org.postern.extension.ServerView"));
        Files.write(conf.resolve("postern.properties"),
            settings.entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue()).toList());
        Files.writeString(conf.resolve("domainlist.xml"), "<domainlist><autodetect>false</autodetect><autodetectIP>false</autodetectIP>"
            + "<defaultDomain>localhost</defaultDomain></domainlist>");
        Files.writeString(conf.resolve("usersrepository.xml"), "<usersrepository name=\"LocalUsers\"><algorithm>PBKDF2-SHA512</algorithm>"
            + "<enableVirtualHosting>true</enableVirtualHosting></usersrepository>");
        Files.writeString(conf.resolve("webadmin.properties"), "enabled=false\n");
        Files.writeString(conf.resolve("jmap.properties"), "enabled=false\n");
        Files.writeString(conf.resolve("imapserver.xml"), "<imapservers><imapserver enabled=\"true\"><jmxName>imap</jmxName>"
            + "<bind>127.0.0.1:0</bind><gracefulShutdown>false</gracefulShutdown><plainAuthDisallowed>false</plainAuthDisallowed>"
            + "<auth><plainAuthEnabled>true</plainAuthEnabled></auth></imapserver></imapservers>");
    }

    private void copyRules() throws IOException {
        Path single = SOURCES.resolve("single");
        Files.copy(single.resolve("rules.yml"), conf.resolve("rules.yml"));
        Path spam = Files.createDirectories(conf.resolve("spam"));
        try (Stream<Path> files = Files.list(single.resolve("spam"))) {
            for (Path file : files.toList()) {
                Files.copy(file, spam.resolve(file.getFileName()));
            }
        }
    }
}
