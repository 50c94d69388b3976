// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.postern.gateway.access.Principal;

import spark.Request;

/**
 * A request as handlers see it: strictly read, so that a misspelt parameter is an error and not a different question.
 */
public final class Call {
    private static final String PRINCIPAL = "org.postern.webadmin.principal";

    private static final int LARGEST_MESSAGE = 32 * 1024 * 1024;

    private final Request request;

    Call(Request request) {
        this.request = request;
    }

    /** A path parameter, by its name without the colon. */
    public String path(String name) {
        return request.params(name);
    }

    /** A query parameter that is given once and is not empty; throws {@link ApiException} when it is given twice. */
    public Optional<String> query(String name) {
        String[] values = request.queryParamsValues(name);
        if (values == null || values.length == 0) {
            return Optional.empty();
        }
        if (values.length > 1) {
            throw ApiException.invalid("parameter '" + name + "' is given more than once");
        }
        return Optional.of(values[0].strip()).filter(value -> !value.isEmpty());
    }

    /** Throws {@link ApiException} when there is a query parameter of another name. */
    public void allowOnly(Set<String> names) {
        for (String name : new TreeSet<>(request.queryParams())) {
            if (!names.contains(name)) {
                throw ApiException.invalid("there is no parameter '" + printable(name) + "'; allowed: "
                    + String.join(", ", new TreeSet<>(names)));
            }
        }
    }

    /** The body, which must be a JSON object. */
    public JsonBody body() {
        return JsonBody.read(request.contentType(), request.bodyAsBytes());
    }

    /** The body, which must be a JSON object if there is one. */
    public JsonBody optionalBody() {
        byte[] bytes = request.bodyAsBytes();
        return bytes == null || bytes.length == 0 ? JsonBody.EMPTY : JsonBody.read(request.contentType(), bytes);
    }

    /** The body, which must be a mail message of up to 32 MiB. */
    public byte[] message() {
        String type = request.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).split(";")[0].strip().equals("message/rfc822")) {
            throw ApiException.invalid("the body must be a message, with the media type message/rfc822");
        }
        byte[] bytes = request.bodyAsBytes();
        if (bytes == null || bytes.length == 0) {
            throw ApiException.invalid("the message is empty");
        }
        if (bytes.length > LARGEST_MESSAGE) {
            throw ApiException.tooLarge("the message is larger than " + LARGEST_MESSAGE + " bytes");
        }
        return bytes;
    }

    /** A field of the request's header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.headers(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * The body as text in UTF-8; throws {@link ApiException} when it is larger.
     *
     * @param most bytes
     */
    public String text(int most) {
        byte[] bytes = request.bodyAsBytes();
        if (bytes != null && bytes.length > most) {
            throw ApiException.tooLarge("the body is larger than " + most + " bytes");
        }
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** IP address of the client. */
    public String address() {
        return request.ip();
    }

    /** Who asks; throws {@link ApiException} on a route that is open and asked by nobody known. */
    public Principal principal() {
        return signedIn().orElseThrow(ApiException::unauthenticated);
    }

    Optional<Principal> signedIn() {
        return Optional.ofNullable(request.attribute(PRINCIPAL));
    }

    void signedIn(Principal principal) {
        request.attribute(PRINCIPAL, principal);
    }

    private static String printable(String name) {
        String shown = name.length() > 40 ? name.substring(0, 40) + "..." : name;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
