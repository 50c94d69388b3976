// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.analyse;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import org.postern.analysis.spam.SpamEngine;
import org.postern.gateway.filter.SpamEngineSource;
import org.postern.gateway.filter.UnusableFileException;

/**
 * Tells why a message is spam or not, from the command line and without a server: for administrators who write rules or answer a
 * complaint. Neither what was learned nor the network is asked.
 */
public final class AnalyseTool {
    private static final String SPAM_RULES = "filter.spam-rules";
    private static final String PLACE = "file://";

    private final Path home;
    private final Path data;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * A tool that finds the rules in force.
     *
     * @param home where Postern stands, with its default rules
     * @param data directory of the running server, which need not exist
     */
    public AnalyseTool(Path home, Path data, PrintStream out, PrintStream err) {
        this.home = home;
        this.data = data;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] words) {
        Path home = Path.of(System.getProperty("postern.home", "."));
        Path data = Path.of(System.getProperty("postern.data", home.resolve("data").toString()));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new AnalyseTool(home, data, out, System.err).run(List.of(words)));
    }

    /** Status for the shell: 0 done, 1 something could not be read, 2 wrong use. */
    public int run(List<String> words) {
        try {
            AnalyseOptions options = AnalyseOptions.parse(words);
            List<Path> rules = options.rules().isEmpty() ? rulesInForce() : options.rules();
            if (options.lint()) {
                SpamEngineSource.told(rules).forEach(out::println);
            }
            if (options.messages().isEmpty()) {
                return 0;
            }
            SpamEngine engine = new SpamEngineSource(rules, Clock.systemUTC()).get();
            return analyse(options, engine);
        } catch (IllegalArgumentException e) {
            err.println("postern: " + e.getMessage() + " (./run analyse --help tells more)");
            return 2;
        } catch (IOException | UnusableFileException e) {
            err.println("postern: " + e.getMessage());
            return 1;
        }
    }

    private int analyse(AnalyseOptions options, SpamEngine engine) throws IOException {
        double threshold = options.threshold().orElse(engine.threshold());
        int unreadable = 0;
        for (Path message : options.messages()) {
            if (Files.isDirectory(message)) {
                unreadable += new FolderReport(engine, threshold, out, err).print(message);
            } else if (Files.isReadable(message)) {
                new MessageReport(AnalysedMessage.of(message, engine), threshold, options.all()).lines().forEach(out::println);
            } else {
                err.println("postern: " + message + " cannot be read");
                unreadable++;
            }
        }
        return unreadable == 0 ? 0 : 1;
    }

    /** What the server's own configuration says, or else the rules that come with Postern. */
    private List<Path> rulesInForce() throws IOException {
        Path file = data.resolve("conf").resolve("postern.properties");
        if (!Files.isRegularFile(file)) {
            return List.of(home.resolve("james-conf").resolve("single").resolve("spam"));
        }
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            settings.load(in);
        }
        List<Path> places = new ArrayList<>();
        for (String place : settingOrProperty(settings).split("[,\\s]+")) {
            places.add(data.resolve(place.startsWith(PLACE) ? place.substring(PLACE.length()) : place));
        }
        return places;
    }

    /** The setting may name a system property, which the script that starts us sets as it does for the server. */
    private static String settingOrProperty(Properties settings) {
        String byDefault = PLACE + "conf/spam";
        String text = settings.getProperty(SPAM_RULES, byDefault).strip();
        return text.startsWith("${sys:") && text.endsWith("}") ? System.getProperty(text.substring(6, text.length() - 1), byDefault) : text;
    }
}
