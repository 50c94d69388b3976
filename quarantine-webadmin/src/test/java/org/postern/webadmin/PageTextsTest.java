// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private static final Pattern ERROR = Pattern.compile(
        "(?:forbidden|notFound|conflict|tooMany|unavailable|invalid|refuse|IllegalArgumentException|new ApiException)"
            + "\\((?:\\d+, \"\\w+\",\\s*)?\"([^\"]+)\"[,)]");
    /** Errors of calls that the pages do not make. */
    private static final List<String> FOR_PROGRAMS = List.of("Sign in with POST", "Send 'If-Match'", "The body must be JSON",
        "Only an administrator");

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
            answering())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                sources.append(Files.readString(file));
            }
        }
        return sources.toString();
    }

    /** Where the errors are made that people may meet on the pages. */
    private static Stream<Path> answering() {
        return Stream.concat(
            Stream.of("ApiException", "UserSettingsEndpoints", "UserEndpoints", "UserDigestEndpoints", "ActionReader", "ItemPages")
                .map(name -> Path.of("src/main/java/org/postern/webadmin", name + ".java")),
            Stream.of("PersonalEntry", "PersonalLists")
                .map(name -> Path.of("../gateway/src/main/java/org/postern/gateway/personal", name + ".java")));
    }

    /** What these say to people; what begins otherwise is for those who write programs. */
    private static List<String> errors() throws IOException {
        List<String> errors = new ArrayList<>();
        for (Path file : (Iterable<Path>) answering()::iterator) {
            ERROR.matcher(Files.readString(file)).results().map(match -> match.group(1))
                .filter(text -> Character.isUpperCase(text.charAt(0)) && FOR_PROGRAMS.stream().noneMatch(text::startsWith))
                .forEach(errors::add);
        }
        return errors;
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr", "es"})
    void everyLanguageShouldHaveTheErrorsThatPeopleMeet(String language) throws IOException {
        assertThat(errors()).hasSizeGreaterThan(12).contains("This link does not hold any more; ask for a new one");
        assertThat(texts(language).keySet()).containsAll(errors());
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
