// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.postern.gateway.dns.DnsAnswer;
import org.postern.gateway.dns.DnsType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Tables of cases that other programs have judged, as {@code build/authentication-cases} writes them. */
public final class JsonCases {
    private JsonCases() {
    }

    /** Reads the table beside a test. */
    public static JsonNode table(Class<?> test, String file) throws IOException {
        try (InputStream in = new GZIPInputStream(test.getResourceAsStream(file))) {
            return new ObjectMapper().readTree(in);
        }
    }

    /** The texts that the table says the DNS holds. */
    public static MapDns zone(JsonNode zone) {
        MapDns dns = new MapDns();
        zone.fields().forEachRemaining(each ->
            dns.with(each.getKey(), DnsType.TXT, new DnsAnswer.Found(List.of(each.getValue().asText()))));
        return dns;
    }
}
