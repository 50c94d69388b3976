// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Virus engines that are asked by ICAP (RFC 3507).
 *
 * @param services       one engine each; none means that ICAP is not used
 * @param method         whether a message is shown as a response or as a request
 * @param preview        whether the server may decide on the first bytes alone
 * @param connectTimeout most time for opening a connection, 10 ms to 1 min
 * @param readTimeout    most time without a byte from the server, 100 ms to 10 min
 * @param maxSize        largest content in bytes that is offered
 * @param sessions       most connections of each service kept open between scans, 0 to 256
 * @param sessionIdle    time after which an unused connection is closed, 100 ms to 10 min
 * @param threatHeaders  header fields that name a finding, the ones of all common products by default
 */
public record IcapConfiguration(List<URI> services, Method method, boolean preview, Duration connectTimeout, Duration readTimeout,
                                long maxSize, int sessions, Duration sessionIdle, List<String> threatHeaders) {
    private static final int PORT = 1344;
    private static final List<String> THREAT_HEADERS = List.of("X-Infection-Found", "X-Virus-ID", "X-Virus-Name", "X-Violations-Found");

    public IcapConfiguration {
        services = List.copyOf(services);
        threatHeaders = List.copyOf(threatHeaders);
    }

    /** How content is wrapped. Most products expect responses; some have services for requests only. */
    public enum Method {
        RESPMOD,
        REQMOD
    }

    static IcapConfiguration from(Settings settings) {
        List<String> headers = settings.list("icap.threat-headers", IcapConfiguration::fieldName, "names of header fields");
        return new IcapConfiguration(
            settings.list("icap.services", IcapConfiguration::service, "addresses such as icap://host:1344/service"),
            settings.choice("icap.method", Method.RESPMOD, Method.class),
            settings.flag("icap.preview", false),
            settings.duration("icap.connect-timeout", Duration.ofSeconds(5), Duration.ofMillis(10), Duration.ofMinutes(1)),
            settings.duration("icap.read-timeout", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofMinutes(10)),
            settings.mebibytes("icap.max-size-mb", 25),
            settings.integer("icap.sessions", 16, 0, 256),
            settings.duration("icap.session-idle", Duration.ofSeconds(4), Duration.ofMillis(100), Duration.ofMinutes(10)),
            headers.isEmpty() ? THREAT_HEADERS : headers);
    }

    private static URI service(String text) {
        URI uri = URI.create(text);
        if (!"icap".equals(uri.getScheme()) || uri.getHost() == null || uri.getRawPath() == null || uri.getRawPath().length() < 2) {
            throw new IllegalArgumentException(text);
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create("icap://" + uri.getHost() + ":" + (uri.getPort() < 0 ? PORT : uri.getPort()) + uri.getRawPath() + query);
    }

    private static String fieldName(String text) {
        if (!text.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
