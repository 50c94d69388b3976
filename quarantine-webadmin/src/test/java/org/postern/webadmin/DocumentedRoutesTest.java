// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

class DocumentedRoutesTest {
    private static final Pattern ROW = Pattern.compile("\\| `(GET|POST|PUT|DELETE) (/postern[^`]*)` \\| ([^|]*) \\|.*");
    private static final Pattern FILE = Pattern.compile("GET /postern/ui/[a-z]+\\.[a-z]+");

    private static WebAdminFixture webAdmin;

    @BeforeAll
    static void start() {
        webAdmin = new WebAdminFixture();
    }

    @AfterAll
    static void stop() {
        webAdmin.close();
    }

    /** What each route needs; the files of the web interface count as one route. */
    private static Map<String, String> routes() {
        Map<String, String> routes = new TreeMap<>();
        for (Endpoint endpoint : webAdmin.routes.endpoints()) {
            String route = endpoint.method() + " " + endpoint.path().replaceAll(":(\\w+)", "{$1}");
            routes.put(FILE.matcher(route).matches() ? "GET /postern/ui/{file}" : route,
                endpoint.permission().map(Enum::name).orElse("open")
                    + endpoint.own().stream().map(Enum::name).sorted().map(own -> " or " + own).collect(Collectors.joining()));
        }
        return routes;
    }

    @Test
    void everyRouteShouldHaveARowInTheReferenceAndNoRowBeOfNoRoute() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "reference", "routes.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1) + " " + row.group(2), row.group(3).replace("`", "").strip());
            }
        }
        assertThat(rows).isEqualTo(routes());
    }

    @Test
    void everyRouteShouldBeInTheOpenApiDocumentAndNoOther() {
        JsonNode document = openApi();
        Map<String, String> described = new TreeMap<>();
        document.get("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
            boolean open = operation.getValue().path("security").isArray() && operation.getValue().path("security").isEmpty();
            String permission = operation.getValue().path("description").asText().replaceAll("Needs the permission ([A-Z_ or]+)\\.", "$1");
            described.put(operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(), open ? "open" : permission);
        }));
        assertThat(described).isEqualTo(routes());
    }

    @Test
    void theOpenApiDocumentShouldReferToNothingThatIsMissing() {
        JsonNode document = openApi();
        List<JsonNode> references = document.findValues("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference ->
            assertThat(document.at(reference.textValue().substring(1)).isMissingNode()).as(reference.textValue()).isFalse());
        assertThat(document.at("/info/version").textValue()).isEqualTo(ProductVersion.current().text()).doesNotContain("@", "$");
        assertThat(new TreeSet<>(document.findValuesAsText("operationId"))).hasSameSizeAs(document.findValuesAsText("operationId"));
    }

    private static JsonNode openApi() {
        return WebAdminFixture.json(webAdmin.send("GET", "/postern/openapi.json", Optional.empty(), Optional.empty()));
    }

    @Test
    void theWebInterfaceShouldServeEachFileItRefersTo() {
        var page = webAdmin.send("GET", "/postern/ui/", Optional.empty(), Optional.empty());
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy ->
            assertThat(policy).contains("script-src 'self'").doesNotContain("unsafe").doesNotContain("*"));
        TreeSet<String> waiting = new TreeSet<>(references(page.body()));
        TreeSet<String> seen = new TreeSet<>();
        while (!waiting.isEmpty()) {
            String file = waiting.pollFirst();
            if (seen.add(file)) {
                var response = webAdmin.send("GET", "/postern/ui/" + file, Optional.empty(), Optional.empty());
                assertThat(response.statusCode()).as(file).isEqualTo(200);
                assertThat(response.body()).as(file).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML",
                    "document.write", "eval(");
                waiting.addAll(references(response.body()));
            }
        }
        assertThat(seen).contains("style.css", "app.js", "dom.js", "item.js");
        assertThat(webAdmin.send("GET", "/postern/ui", Optional.empty(), Optional.empty()).headers().firstValue("Location"))
            .contains("/postern/ui/");
    }

    private static List<String> references(String text) {
        return Pattern.compile("(?:src=\"|href=\"|from \"\\./)([a-z]+\\.[a-z]+)\"").matcher(text).results()
            .map(match -> match.group(1)).toList();
    }
}
