// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

import org.postern.gateway.config.IcapConfiguration.Method;

/** Writes the heads of requests: the content goes as the body of an HTTP response, or of an HTTP request. */
final class IcapRequest {
    private static final String EOL = "\r\n";
    private static final String WRAPPED_HOST = "mail.invalid";

    private final URI service;

    IcapRequest(URI service) {
        this.service = service;
    }

    byte[] options() {
        return bytes("OPTIONS " + service + " ICAP/1.0" + EOL + common() + "Encapsulated: null-body=0" + EOL + EOL);
    }

    byte[] scan(Method method, long size, OptionalInt preview) {
        String request = method == Method.RESPMOD
            ? "GET http://" + WRAPPED_HOST + "/message HTTP/1.1" + EOL + "Host: " + WRAPPED_HOST + EOL + EOL
            : "POST http://" + WRAPPED_HOST + "/message HTTP/1.1" + EOL + "Host: " + WRAPPED_HOST + EOL + about(size);
        String response = method == Method.RESPMOD ? "HTTP/1.1 200 OK" + EOL + about(size) : "";
        String parts = method == Method.RESPMOD
            ? "req-hdr=0, res-hdr=" + request.length() + ", res-body=" + (request.length() + response.length())
            : "req-hdr=0, req-body=" + request.length();
        return bytes(method + " " + service + " ICAP/1.0" + EOL + common() + "Allow: 204" + EOL
            + (preview.isPresent() ? "Preview: " + preview.getAsInt() + EOL : "")
            + "Encapsulated: " + parts + EOL + EOL + request + response);
    }

    private String common() {
        return "Host: " + service.getHost() + ":" + service.getPort() + EOL + "User-Agent: Postern" + EOL;
    }

    private static String about(long size) {
        return "Content-Type: application/octet-stream" + EOL + "Content-Length: " + size + EOL + EOL;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
