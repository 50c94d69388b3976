// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.gateway.decide.ActionResult;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

class PageTextsTest {
    private static final Pattern VALUE = Pattern.compile("\\{\\w+}");
    private static final Pattern SPOKEN = Pattern.compile("\\bt\\(\"([^\"]+)\"");

    private static Map<String, String> texts(String language) throws IOException {
        try (InputStream file = PageEndpoints.class.getResourceAsStream("ui/" + language + ".json")) {
            return new ObjectMapper().readValue(file, new TypeReference<TreeMap<String, String>>() { });
        }
    }

    private static String sources() throws IOException {
        Path pages = Path.of("src/main/resources/org/postern/webadmin/ui");
        StringBuilder sources = new StringBuilder(Arrays.stream(ActionResult.values()).map(each -> '"' + each.text() + '"')
            .collect(Collectors.joining("\n")));
        try (Stream<Path> files = Stream.concat(Files.list(pages).filter(file -> !file.toString().endsWith(".json")),
            Stream.of("ApiException", "UserSettingsEndpoints").map(name ->
                Path.of("src/main/java/org/postern/webadmin", name + ".java")))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                sources.append(Files.readString(file));
            }
        }
        return sources.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr", "es"})
    void everyLanguageShouldHaveEachTextWithItsValues(String language) throws IOException {
        assertThat(texts(language).keySet()).isEqualTo(texts("de").keySet())
            .containsAll(SPOKEN.matcher(sources()).results().map(match -> match.group(1)).collect(Collectors.toSet()));
        texts(language).forEach((english, text) -> {
            assertThat(text).as(english).isNotBlank();
            assertThat(values(text)).as(english).isEqualTo(values(english));
        });
    }

    @Test
    void noTextShouldBeThereThatNobodySays() throws IOException {
        String sources = sources();
        assertThat(texts("de").keySet()).allSatisfy(english -> assertThat(sources).contains('"' + english + '"'));
    }

    private static TreeSet<String> values(String text) {
        return VALUE.matcher(text).results().map(match -> match.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
