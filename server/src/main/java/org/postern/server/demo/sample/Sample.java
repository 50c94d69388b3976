// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One sample message: how a client sends it and what must become of it.
 *
 * @param name     unique, for the table
 * @param about    one sentence for people
 * @param message  file beside the list that holds header and text
 * @param port     which listener it is sent to
 * @param helo     name the client gives itself
 * @param from     envelope sender, empty for the null sender
 * @param to       envelope recipients in order, each with the ending it must have
 * @param charset  the file is UTF-8 for its readers; the client sends it in this character set
 * @param smtpUtf8 whether the header was written for RFC 6531
 * @param expect   what else must hold
 */
public record Sample(String name, String about, String message, Port port, String helo, String from, Map<String, String> to,
                     String charset, boolean smtpUtf8, Expectation expect) {

    /** The listener. */
    public enum Port {
        @JsonProperty("untrusted") UNTRUSTED,
        @JsonProperty("trusted") TRUSTED
    }

    public Sample {
        require(name, "name");
        require(about, "about");
        require(message, "message");
        require(from, "from");
        if (to == null || to.isEmpty()) {
            throw new IllegalArgumentException(name + ": 'to' is missing");
        }
        to.values().forEach(Ending::parse);
        to = Collections.unmodifiableMap(new LinkedHashMap<>(to));
        port = port == null ? Port.UNTRUSTED : port;
        helo = helo == null ? "mail.partner.example" : helo;
        charset = charset == null ? "UTF-8" : charset;
        expect = expect == null ? Expectation.nothing() : expect;
    }

    public List<String> recipients() {
        return new ArrayList<>(to.keySet());
    }

    /** The ending this recipient must have. */
    public Ending expected(String recipient) {
        return Ending.parse(to.get(recipient));
    }

    private static void require(String value, String key) {
        if (value == null) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
    }
}
