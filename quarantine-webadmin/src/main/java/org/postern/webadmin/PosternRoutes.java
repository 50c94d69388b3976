// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static spark.Spark.halt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.inject.Inject;

import org.apache.james.webadmin.PublicRoutes;
import org.apache.james.webadmin.authentication.AuthenticationFilter;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.access.Authentication;
import org.postern.gateway.access.Principal;
import org.postern.webadmin.directory.LookupEndpoints;
import org.postern.webadmin.directory.ProfileEndpoints;
import org.postern.webadmin.lists.GreylistEndpoints;
import org.postern.webadmin.lists.ListEndpoints;
import org.postern.webadmin.rules.RuleDraftEndpoints;
import org.postern.webadmin.rules.RuleReplayEndpoints;
import org.postern.webadmin.rules.RuleTryEndpoints;
import org.postern.webadmin.rules.RuleVersionEndpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spark.Request;
import spark.Response;
import spark.Route;
import spark.Service;

/**
 * Brings Postern's routes into James's WebAdmin. James sees them as public routes, because its own filter knows administrators only;
 * they stand behind Postern's authentication instead. That is done twice on purpose: a filter denies everything under
 * {@code /postern} that is not known to be open, and each route asks again for the permission it needs.
 */
public final class PosternRoutes implements PublicRoutes {
    public static final String BASE_PATH = "/postern";

    private static final String TICKETS = "/postern/preview/";
    private static final Logger LOGGER = LoggerFactory.getLogger(PosternRoutes.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final String BEARER = "Bearer ";
    private static final String ANY_ORIGIN = "Access-Control-Allow-Origin";

    private final Authentication authentication;
    private final List<Endpoint> endpoints;
    private final Set<String> openPaths;

    @Inject
    public PosternRoutes(Authentication authentication, SignInEndpoints signIn, QuarantineEndpoints quarantine,
                         TrackingEndpoints tracking, StatusEndpoints status, AccountEndpoints accounts, PageEndpoints pages,
                         VirusEndpoints virus, LearningEndpoints learning, SpamEndpoints spam, RuleDraftEndpoints ruleDraft,
                         RuleVersionEndpoints ruleVersions, RuleTryEndpoints ruleTry, RuleReplayEndpoints ruleReplay,
                         ListEndpoints lists, GreylistEndpoints greylist, SmtpEndpoints smtp, ProfileEndpoints directoryProfiles,
                         LookupEndpoints directoryLookup, BulkEndpoints bulk, ItemPages itemPages, UserEndpoints user,
                         UserSettingsEndpoints userSettings, DigestEndpoints digest, UserDigestEndpoints userDigest,
                         DmarcReportEndpoints dmarcReports) {
        this(authentication, List.of(signIn, quarantine, tracking, status, accounts, pages, virus, learning, spam, ruleDraft,
            ruleVersions, ruleTry, ruleReplay, lists, greylist, smtp, directoryProfiles, directoryLookup, bulk, itemPages, user,
            userSettings, digest, userDigest, dmarcReports));
    }

    PosternRoutes(Authentication authentication, List<EndpointGroup> groups) {
        this.authentication = authentication;
        this.endpoints = groups.stream().flatMap(group -> group.endpoints().stream()).toList();
        this.openPaths = endpoints.stream()
            .filter(endpoint -> endpoint.permission().isEmpty())
            .map(endpoint -> endpoint.method() + " " + endpoint.path())
            .collect(Collectors.toUnmodifiableSet());
    }

    /** All routes there are. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public String getBasePath() {
        return BASE_PATH;
    }

    @Override
    public void define(Service service) {
        Stream.of(BASE_PATH, BASE_PATH + "/*").forEach(path -> service.before(path, this::denyTheUnknown));
        // The first route that fits is taken: a fixed name must come before a parameter in its place.
        List<Endpoint> fixedFirst = endpoints.stream().sorted(Comparator.comparingLong(PosternRoutes::parameters)).toList();
        for (Endpoint endpoint : fixedFirst) {
            Route route = (request, response) -> answer(endpoint, request, response);
            switch (endpoint.method()) {
                case GET -> service.get(endpoint.path(), route);
                case POST -> service.post(endpoint.path(), route);
                case PUT -> service.put(endpoint.path(), route);
                case DELETE -> service.delete(endpoint.path(), route);
                default -> throw new IllegalStateException("no such method: " + endpoint.method());
            }
        }
        // Runs last and for James's routes too: no page of another site may read what an administrator's browser can reach.
        service.afterAfter((request, response) -> {
            if ("*".equals(response.raw().getHeader(ANY_ORIGIN))) {
                response.raw().setHeader(ANY_ORIGIN, null);
            }
        });
    }

    /** The one open route with a parameter; its handler looks at the ticket. */
    private static boolean isTicket(String path) {
        return path != null && path.startsWith(TICKETS) && path.indexOf('/', TICKETS.length()) < 0;
    }

    private static long parameters(Endpoint endpoint) {
        return endpoint.path().chars().filter(c -> c == ':').count();
    }

    private void denyTheUnknown(Request request, Response response) throws IOException {
        secure(response);
        String method = request.requestMethod().equals("HEAD") ? "GET" : request.requestMethod();
        if (openPaths.contains(method + " " + request.pathInfo()) || method.equals("GET") && isTicket(request.pathInfo())) {
            return;
        }
        Answer refusal;
        try {
            Principal principal = authenticate(request);
            new Call(request).signedIn(principal);
            request.attribute(AuthenticationFilter.LOGIN, principal.name().value());
            return;
        } catch (ApiException e) {
            refusal = e.answer();
        } catch (StorageUnavailableException e) {
            refusal = away(e).answer();
        }
        send(refusal, response);
        try (var body = refusal.body().open()) {
            throw halt(refusal.status(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Principal authenticate(Request request) {
        return Optional.ofNullable(request.headers("Authorization"))
            .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .flatMap(value -> authentication.authenticate(value.substring(BEARER.length()).strip()))
            .orElseThrow(ApiException::unauthenticated);
    }

    private Object answer(Endpoint endpoint, Request request, Response response) throws IOException {
        Answer answer = answer(endpoint, new Call(request));
        send(answer, response);
        return answer.body().open();
    }

    private Answer answer(Endpoint endpoint, Call call) {
        try {
            if (endpoint.permission().isPresent()) {
                demand(endpoint, call.principal());
            }
            return endpoint.handler().handle(call);
        } catch (ApiException e) {
            return e.answer();
        } catch (StorageUnavailableException e) {
            return away(e).answer();
        } catch (Exception e) {
            LOGGER.error("{} {} failed", endpoint.method(), endpoint.path(), e);
            return ApiException.internal().answer();
        }
    }

    private static void demand(Endpoint endpoint, Principal principal) {
        if (!endpoint.admits(principal.role())) {
            throw ApiException.forbidden("Role " + principal.role() + " may not do this");
        }
    }

    private static ApiException away(StorageUnavailableException e) {
        LOGGER.warn("A request could not be answered because the storage is away: {}", e.getMessage());
        return ApiException.unavailable("The storage cannot be reached at the moment", RETRY_AFTER);
    }

    private static void secure(Response response) {
        response.raw().setHeader("Cache-Control", "no-store");
        response.raw().setHeader("X-Content-Type-Options", "nosniff");
        response.raw().setHeader("X-Frame-Options", "DENY");
        response.raw().setHeader("Referrer-Policy", "no-referrer");
        response.raw().setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    }

    private static void send(Answer answer, Response response) throws IOException {
        response.status(answer.status());
        response.type(answer.type());
        answer.headers().forEach(response.raw()::setHeader);
        response.raw().setContentLengthLong(answer.body().size());
    }
}
