// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.inject.Inject;

/**
 * What is served as it is: the web interface and the description of the routes. The files hold no secrets and are open; what they show
 * is fetched with the token of the one who signed in.
 */
public final class PageEndpoints implements EndpointGroup {
    private static final String HOME = "/postern/ui/";
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String TEXTS = "application/json; charset=utf-8";
    private static final Map<String, String> FILES = new TreeMap<>(Map.ofEntries(
        Map.entry("index.html", "text/html; charset=utf-8"),
        Map.entry("style.css", "text/css; charset=utf-8"),
        Map.entry("icon.svg", "image/svg+xml"),
        Map.entry("app.js", SCRIPT),
        Map.entry("api.js", SCRIPT),
        Map.entry("dom.js", SCRIPT),
        Map.entry("signin.js", SCRIPT),
        Map.entry("quarantine.js", SCRIPT),
        Map.entry("item.js", SCRIPT),
        Map.entry("timeline.js", SCRIPT),
        Map.entry("preview.js", SCRIPT),
        Map.entry("texts.js", SCRIPT),
        Map.entry("de.json", TEXTS),
        Map.entry("fr.json", TEXTS),
        Map.entry("es.json", TEXTS),
        Map.entry("lists.js", SCRIPT),
        Map.entry("digest.js", SCRIPT)));

    private final ProductVersion version;

    @Inject
    public PageEndpoints(ProductVersion version) {
        this.version = version;
    }

    @Override
    public List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        byte[] openApi = new String(read("openapi.json"), StandardCharsets.UTF_8)
            .replace("@version@", version.text()).getBytes(StandardCharsets.UTF_8);
        endpoints.add(Endpoint.open(HttpMethod.GET, "/postern/openapi.json",
            call -> Answer.bytes(200, "application/json; charset=utf-8", openApi)));
        endpoints.add(Endpoint.open(HttpMethod.GET, "/postern/ui", call -> Answer.redirect(HOME)));
        endpoints.add(page(HOME, "index.html", FILES.get("index.html")));
        FILES.forEach((name, type) -> {
            if (!name.equals("index.html")) {
                endpoints.add(page(HOME + name, name, type));
            }
        });
        return endpoints;
    }

    private static Endpoint page(String path, String file, String type) {
        byte[] content = read("ui/" + file);
        return Endpoint.open(HttpMethod.GET, path,
            call -> Answer.bytes(200, type, content).with("Content-Security-Policy", CONTENT_SECURITY_POLICY));
    }

    private static byte[] read(String name) {
        try (InputStream stream = PageEndpoints.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
