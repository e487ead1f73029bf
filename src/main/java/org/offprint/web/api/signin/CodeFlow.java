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
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.offprint.platform.http.filters.RequestLimiter;

/**
 * The authorization code flow with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636), as the framework does it: state,
 * nonce and verifier are in a cookie that the browser cannot read, the ID token is verified by the keys of the provider.
 * Nothing but this asks the framework's mechanism, and nothing but a code is ever sent to the provider.
 */
@Singleton
class CodeFlow {

    private static final Logger LOG = Logger.getLogger(CodeFlow.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The longest wait for the provider. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int AT_A_TIME = 8;
    private static final int MOST_WAITING = 50;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int RETRY_SECONDS = 10;
    private static final int LONGEST_TOKEN = 100_000;
    private static final int LONGEST_TOLD = 300;
    private static final int DEEPEST = 10;

    /** Cookies in which the framework would keep a session of its own. */
    private static final String FRAMEWORK_SESSION = "q_session";

    private static final String AWAY = "OIDC Server is not available";

    private final OidcAuthenticationMechanism mechanism;
    private final IdentityProviderManager identities;

    /** A provider that hangs must not hold all threads. */
    private final RequestLimiter limiter =
            new RequestLimiter("sign-ins", AT_A_TIME, MOST_WAITING, PATIENCE_MILLIS, RETRY_SECONDS);

    CodeFlow(OidcAuthenticationMechanism mechanism, IdentityProviderManager identities) {
        this.mechanism = mechanism;
        this.identities = identities;
    }

    /**
     * Begins a sign-in, whose state goes into cookies of the answer.
     *
     * @return the address of the provider's page
     * @throws SignInException where the provider is away
     */
    String begin(RoutingContext context) {
        ChallengeData challenge;
        try {
            challenge = await(() -> mechanism.getChallenge(context));
        } catch (RuntimeException e) {
            // Nothing but the provider's configuration is asked for here.
            LOG.warnf("The provider of sign-in cannot be asked: %s", told(e));
            throw SignInException.away();
        }
        if (challenge == null || challenge.status != 302) {
            throw SignInException.refused();
        }
        return challenge.getHeaders().values().iterator().next();
    }

    /**
     * Ends a sign-in by the code that the provider sent the browser back with.
     *
     * @return the claims of the ID token, which is verified
     * @throws SignInException where there is none, or the provider is away
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
        return claims(identity.getCredential(IdTokenCredential.class).getToken());
    }

    private <T> T await(Supplier<Uni<? extends T>> step) {
        return limiter.within(() -> Uni.createFrom().<T>deferred(step).await().atMost(PATIENCE));
    }

    private static SignInException refusal(RoutingContext context, RuntimeException failure) {
        if (isAway(failure)) {
            LOG.warnf("The provider of sign-in cannot be asked: %s", told(failure));
            return SignInException.away();
        }
        if ("access_denied".equals(context.request().getParam("error"))) {
            return SignInException.cancelled();
        }
        LOG.infof("A sign-in was refused: %s", told(failure));
        return SignInException.refused();
    }

    /** Reports whether the provider could not be reached, or said that the fault is its own. */
    private static boolean isAway(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            String message = String.valueOf(cause.getMessage());
            boolean isOfConnection = cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof io.smallrye.mutiny.TimeoutException;
            if (isOfConnection || message.equals(AWAY) || cause instanceof OIDCException && isOwnFault(message)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Reports whether the provider failed, and did not merely refuse a code (RFC 6749, section 5.2). */
    private static boolean isOwnFault(String message) {
        return !message.contains("invalid_") && !message.startsWith("Error status:4");
    }

    /** The last cause in a line of the log. Of a token that is refused nothing is told: it says who somebody is. */
    private static String told(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause.getCause() != null && i < DEEPEST; i++) {
            cause = cause.getCause();
        }
        String type = cause.getClass().getSimpleName();
        if (cause.getClass().getName().startsWith("org.jose4j.")) {
            return type;
        }
        String message = String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}", " ");
        return type + ": " + (message.length() > LONGEST_TOLD ? message.substring(0, LONGEST_TOLD) : message);
    }

    private static void dropFrameworkSession(RoutingContext context) {
        for (String name : List.of(FRAMEWORK_SESSION + "_sign-in", FRAMEWORK_SESSION)) {
            context.response().removeCookies(name, false);
        }
    }

    private static JsonNode claims(String token) {
        String[] parts = token.split("\\.", 4);
        if (parts.length != 3 || token.length() > LONGEST_TOKEN) {
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
