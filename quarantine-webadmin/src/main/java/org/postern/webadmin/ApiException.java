// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Duration;
import java.util.Optional;

/**
 * A request that is answered with an error, and the text the caller gets. It carries no stack trace: it is an answer, not a fault.
 */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final transient Optional<Duration> retryAfter;

    private ApiException(int status, String type, String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.retryAfter = retryAfter;
    }

    /** 400: the request cannot be understood; the message says what is wrong with which part. */
    public static ApiException invalid(String message) {
        return new ApiException(400, "InvalidArgument", message, Optional.empty());
    }

    /** 401: nobody we know; the same text whatever the reason. */
    public static ApiException unauthenticated() {
        return new ApiException(401, "Unauthorized", "Sign in with POST /postern/login and send the token as 'Authorization: Bearer ...'",
            Optional.empty());
    }

    /** 401 of a sign-in. */
    public static ApiException wrongPassword() {
        return new ApiException(401, "Unauthorized", "The name or the password is wrong", Optional.empty());
    }

    /** 403: known, but not allowed. */
    public static ApiException forbidden(String message) {
        return new ApiException(403, "Forbidden", message, Optional.empty());
    }

    /** 404: there is no such thing. */
    public static ApiException notFound(String message) {
        return new ApiException(404, "notFound", message, Optional.empty());
    }

    /** 409: it is in a state that does not allow this. */
    public static ApiException conflict(String message) {
        return new ApiException(409, "WrongState", message, Optional.empty());
    }

    /** 412: somebody else was faster. */
    public static ApiException changed(String message) {
        return new ApiException(412, "PreconditionFailed", message, Optional.empty());
    }

    /** 428: the caller must say which state he changes. */
    public static ApiException tagNeeded() {
        return new ApiException(428, "PreconditionRequired", "Send 'If-Match' with the ETag of the rules that you have read",
            Optional.empty());
    }

    /** 413: more than is read. */
    public static ApiException tooLarge(String message) {
        return new ApiException(413, "InvalidArgument", message, Optional.empty());
    }

    /** 415: a body that is not JSON. */
    public static ApiException notJson() {
        return new ApiException(415, "InvalidArgument", "The body must be JSON, sent with 'Content-Type: application/json'",
            Optional.empty());
    }

    /** 429: too many attempts. */
    public static ApiException tooMany(String message, Duration retryAfter) {
        return new ApiException(429, "TooManyRequests", message, Optional.of(retryAfter));
    }

    /** 503: something that is needed is away. */
    public static ApiException unavailable(String message, Duration retryAfter) {
        return new ApiException(503, "ServiceUnavailable", message, Optional.of(retryAfter));
    }

    /** 500: our fault, to be found in the log. */
    public static ApiException internal() {
        return new ApiException(500, "ServerError", "An unexpected error occurred; the server's log has the details", Optional.empty());
    }

    /** The answer to send. */
    public Answer answer() {
        Answer answer = Answer.json(status, new ErrorView(status, type, getMessage()));
        return retryAfter.map(wait -> answer.with("Retry-After", Long.toString(Math.max(1, wait.toSeconds())))).orElse(answer);
    }

    private record ErrorView(int statusCode, String type, String message) {
    }
}
