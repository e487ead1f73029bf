package org.offprint.web.api.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.offprint.platform.http.filters.RequestLimiter;

/**
 * Authorization code flow with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636), as implemented by Quarkus. State,
 * nonce and verifier are in a cookie that scripts cannot read. The ID token is verified with the keys of the sign-in
 * provider. Only this class calls the authentication mechanism of Quarkus, so that only authorization codes are sent to
 * the provider, and never API keys.
 */
@Singleton
class CodeFlow {

    private static final Logger LOG = Logger.getLogger(CodeFlow.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Timeout of each request to the sign-in provider. */
    private static final Duration PROVIDER_TIMEOUT = Duration.ofSeconds(15);

    private static final int MAX_CONCURRENT = 8;
    private static final int MAX_WAITING = 50;
    private static final int WAIT_TIMEOUT_MILLIS = 5_000;
    private static final int RETRY_SECONDS = 10;
    private static final int MAX_TOKEN_LENGTH = 100_000;
    private static final int MAX_LOGGED_LENGTH = 300;
    private static final int MAX_CAUSE_DEPTH = 10;

    /** Name prefix of the cookies in which Quarkus would store its own session. */
    private static final String FRAMEWORK_SESSION = "q_session";

    /** Names of the cookies in which Quarkus stores the state of a sign-in. */
    private static final Pattern STATE = Pattern.compile("q_auth_[A-Za-z0-9_-]{1,100}");

    /** Maximum number of incomplete sign-ins per browser, for example in several tabs. */
    private static final int MAX_OPEN = 4;

    private static final String UNAVAILABLE_MESSAGE = "OIDC Server is not available";

    private final OidcAuthenticationMechanism mechanism;
    private final IdentityProviderManager identities;
    private final SignInProvider provider;

    /** Limits concurrent sign-ins, so that an unresponsive provider cannot block all threads. */
    private final RequestLimiter limiter =
            new RequestLimiter("sign-ins", MAX_CONCURRENT, MAX_WAITING, WAIT_TIMEOUT_MILLIS, RETRY_SECONDS);

    CodeFlow(OidcAuthenticationMechanism mechanism, IdentityProviderManager identities, SignInProvider provider) {
        this.mechanism = mechanism;
        this.identities = identities;
        this.provider = provider;
    }

    /**
     * Starts a sign-in and stores its state in cookies of the response.
     *
     * @return URL of the provider's sign-in page
     * @throws SignInException if the provider is unavailable
     */
    String begin(RoutingContext context) {
        ChallengeData challenge;
        try {
            challenge = await(() -> mechanism.getChallenge(context));
        } catch (RuntimeException e) {
            // A sign-in challenge fails only if the provider's configuration cannot be fetched.
            LOG.warnf("The sign-in provider is unavailable: %s", rootCause(e));
            throw SignInException.unavailable();
        }
        if (challenge == null || challenge.status != 302) {
            throw SignInException.refused();
        }
        return challenge.getHeaders().values().iterator().next();
    }

    /**
     * Completes a sign-in with the authorization code from the provider's redirect.
     *
     * @return claims of the verified ID token
     * @throws SignInException if there is no valid ID token, or the provider is unavailable
     */
    JsonNode complete(RoutingContext context) {
        for (Cookie cookie : context.request().cookies()) {
            if (cookie.getName().startsWith(FRAMEWORK_SESSION)) {
                throw SignInException.refused();
            }
        }
        SecurityIdentity identity;
        try {
            identity = await(() -> mechanism.authenticate(context, identities));
        } catch (RuntimeException e) {
            throw refusal(context, e);
        }
        dropFrameworkSession(context);
        if (identity == null || identity.getCredential(IdTokenCredential.class) == null) {
            throw SignInException.refused();
        }
        JsonNode claims = claims(identity.getCredential(IdTokenCredential.class).getToken());
        if (!isIssuedToThisClient(claims)) {
            LOG.info("A sign-in was rejected: the ID token was issued to a different client (azp)");
            throw SignInException.refused();
        }
        return claims;
    }

    /**
     * Returns whether the ID token was issued to this client (OpenID Connect Core 1.0, section 3.1.3.7, steps 4 and 5).
     * Quarkus has already checked that the audience includes this client. An ID token with several audiences must name
     * its authorized party.
     */
    private boolean isIssuedToThisClient(JsonNode claims) {
        JsonNode party = claims.get("azp");
        return party == null
                ? claims.path("aud").size() <= 1
                : provider.clientId().equals(party.textValue());
    }

    /**
     * Returns the names of cookies from earlier sign-ins that the browser must delete. Browsers store one cookie per
     * incomplete sign-in, and too many cookies would exceed the maximum size of request headers.
     */
    static List<String> outdatedStates(HttpServerRequest request) {
        // Browsers send older cookies first (RFC 6265, section 5.4).
        List<String> states = request.headers().getAll("Cookie").stream()
                .flatMap(header -> Stream.of(header.split(";")))
                .map(pair -> pair.strip().split("=", 2)[0])
                .filter(STATE.asMatchPredicate())
                .distinct()
                .toList();
        return states.subList(0, Math.max(0, states.size() - MAX_OPEN + 1));
    }

    private <T> T await(Supplier<Uni<? extends T>> step) {
        return limiter.within(() -> Uni.createFrom().<T>deferred(step).await().atMost(PROVIDER_TIMEOUT));
    }

    private static SignInException refusal(RoutingContext context, RuntimeException failure) {
        if (isUnavailable(failure)) {
            LOG.warnf("The sign-in provider is unavailable: %s", rootCause(failure));
            return SignInException.unavailable();
        }
        if ("access_denied".equals(context.request().getParam("error"))) {
            return SignInException.cancelled();
        }
        LOG.infof("A sign-in was rejected: %s", rootCause(failure));
        return SignInException.refused();
    }

    /** Returns whether the sign-in provider was unreachable or failed. */
    private static boolean isUnavailable(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSE_DEPTH; i++) {
            String message = String.valueOf(cause.getMessage());
            boolean isOfConnection = cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof io.smallrye.mutiny.TimeoutException;
            if (isOfConnection
                    || message.equals(UNAVAILABLE_MESSAGE)
                    || cause instanceof OIDCException && isOwnFault(message)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /**
     * Returns whether an error message indicates a failure of the sign-in provider. A rejected authorization code is
     * not a failure of the provider (RFC 6749, section 5.2).
     */
    private static boolean isOwnFault(String message) {
        return !message.contains("invalid_") && !message.startsWith("Error status:4");
    }

    /**
     * Returns the root cause of a failed sign-in as one line for the log. If the ID token was rejected, the error
     * message is omitted, because it can contain personal data.
     */
    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause.getCause() != null && i < MAX_CAUSE_DEPTH; i++) {
            cause = cause.getCause();
        }
        String type = cause.getClass().getSimpleName();
        if (cause.getClass().getName().startsWith("org.jose4j.")) {
            return type;
        }
        String message = String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}", " ");
        return type + ": " + (message.length() > MAX_LOGGED_LENGTH ? message.substring(0, MAX_LOGGED_LENGTH) : message);
    }

    private static void dropFrameworkSession(RoutingContext context) {
        for (String name : List.of(FRAMEWORK_SESSION + "_sign-in", FRAMEWORK_SESSION)) {
            context.response().removeCookies(name, false);
        }
    }

    private static JsonNode claims(String token) {
        String[] parts = token.split("\\.", 4);
        if (parts.length != 3 || token.length() > MAX_TOKEN_LENGTH) {
            throw SignInException.refused();
        }
        try {
            return MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw SignInException.refused();
        } catch (IOException e) {
            throw SignInException.refused();
        }
    }
}
