// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sample;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The sample messages of a directory: {@code samples.yml} lists them, the message files lie beside it.
 *
 * @param directory    where the message files are
 * @param relayDomains domains that the gateway must take mail for, else the samples mean nothing
 * @param samples      in the order of sending
 */
public record Samples(Path directory, List<String> relayDomains, List<Sample> samples) {
    private static final ObjectMapper TREE = new ObjectMapper().registerModule(new Jdk8Module())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public Samples {
        relayDomains = List.copyOf(relayDomains);
        samples = List.copyOf(samples);
    }

    /**
     * Reads {@code samples.yml}.
     *
     * @throws IOException when it cannot be read or says something that has no meaning, telling which
     */
    public static Samples read(Path directory) throws IOException {
        Listed listed = list(directory.resolve("samples.yml"));
        Set<String> names = new HashSet<>();
        for (Sample sample : listed.samples()) {
            if (!names.add(sample.name())) {
                throw new IOException("two samples are named '" + sample.name() + "'");
            }
            if (!Files.isRegularFile(directory.resolve(sample.message()))) {
                throw new IOException("sample '" + sample.name() + "' names the file '" + sample.message() + "', which is not there");
            }
        }
        return new Samples(directory, listed.relayDomains(), listed.samples());
    }

    /** The bytes a client sends for this sample, made anew with every call. */
    public byte[] content(Sample sample) throws IOException {
        return new MessageTemplate(Files.readString(directory.resolve(sample.message()))).expand(sample.charset());
    }

    /** The YAML reader resolves anchors, which repeated expectations are written with; the tree reader then checks every name. */
    private static Listed list(Path file) throws IOException {
        try {
            Object tree = new Yaml(new SafeConstructor()).load(Files.readString(file));
            return TREE.convertValue(tree, Listed.class);
        } catch (YAMLException | IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private record Listed(List<String> relayDomains, List<Sample> samples) {
    }
}
