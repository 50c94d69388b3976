// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.gateway.config.SpamConfiguration;
import org.postern.gateway.request.FilterRequest;

/** Asks rspamd by its HTTP protocol, with what is known of the client and the envelope. */
public final class RspamdCheck implements SpamCheck {
    private static final int OK = 200;
    private static final int LONGEST_FIELD = 500;

    private final SpamConfiguration configuration;
    private final HttpClient client;
    private final URI place;

    public RspamdCheck(SpamConfiguration configuration) {
        this.configuration = configuration;
        this.place = configuration.rspamdUrl().resolve("/checkv2");
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(configuration.timeout())
            .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public String name() {
        return "rspamd";
    }

    @Override
    public SpamOutcome check(FilterRequest request, MessageView view, Duration limit) {
        Duration time = limit.compareTo(configuration.timeout()) < 0 ? limit : configuration.timeout();
        try {
            byte[] message = OfferedMessage.read(request.message(), configuration.maxSize());
            // The client's own time limit ends with the answer's header; this one holds for its body too.
            return new SpamOutcome(answer(question(request, message, time))
                .thenApplyAsync(RspamdCheck::read).get(time.toMillis(), TimeUnit.MILLISECONDS), List.of());
        } catch (TimeoutException e) {
            return Unanswered.because(name(), "no answer within " + time.toMillis() + " ms");
        } catch (ExecutionException e) {
            return Unanswered.because(name(), reason(e.getCause()));
        } catch (IOException e) {
            return Unanswered.because(name(), reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Unanswered.because(name(), "the server is stopping");
        }
    }

    /**
     * Asked once more when the server has closed the connection without a word, as it does with one that was kept from an earlier message;
     * being asked twice does rspamd no harm.
     */
    private CompletableFuture<HttpResponse<InputStream>> answer(HttpRequest question) {
        return client.sendAsync(question, HttpResponse.BodyHandlers.ofInputStream())
            .exceptionallyCompose(failure -> isHungUp(failure) ? client.sendAsync(question, HttpResponse.BodyHandlers.ofInputStream())
                : CompletableFuture.failedFuture(failure));
    }

    private static boolean isHungUp(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof IOException && !(cause instanceof HttpTimeoutException) && !(cause instanceof ConnectException);
    }

    private static SpamAnalysis read(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw new IOException("rspamd answers with status " + response.statusCode());
            }
            return RspamdAnswer.read(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest question(FilterRequest request, byte[] message, Duration time) {
        HttpRequest.Builder question = HttpRequest.newBuilder(place).timeout(time).POST(HttpRequest.BodyPublishers.ofByteArray(message));
        field(question, "Queue-Id", request.messageId());
        field(question, "From", request.envelope().sender());
        request.envelope().recipients().forEach(recipient -> field(question, "Rcpt", recipient));
        Client sender = request.client();
        field(question, "IP", sender.address());
        sender.helo().ifPresent(helo -> field(question, "Helo", helo));
        sender.name().ifPresent(host -> field(question, "Hostname", host));
        sender.authenticatedUser().ifPresent(user -> field(question, "User", user));
        configuration.rspamdPassword().ifPresent(password -> field(question, "Password", password));
        return question.build();
    }

    private static void field(HttpRequest.Builder question, String name, String value) {
        // Octets of UTF-8, since names in envelopes may be international; nothing may begin another field.
        String safe = new String(value.replaceAll("\\p{Cntrl}", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        if (!safe.isBlank() && safe.length() <= LONGEST_FIELD) {
            try {
                question.header(name, safe);
            } catch (IllegalArgumentException e) {
                // A value that HTTP cannot carry is left out; rspamd then knows less, which costs some of its tests.
                question.header("X-Postern-Left-Out", name);
            }
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof UncheckedIOException || cause instanceof CompletionException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
