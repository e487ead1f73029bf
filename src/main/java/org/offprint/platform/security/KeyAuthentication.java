package org.offprint.platform.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.filters.ProblemDocuments;
import org.offprint.platform.http.quotas.QuotaClient;
import org.offprint.platform.http.quotas.Quotas;

/**
 * Authenticates requests by {@code Authorization: Bearer <key>} (RFC 6750, section 2.1), or by the session cookie if
 * that header is missing. A request with neither an API key nor a session is anonymous. A request with invalid
 * credentials is rejected on every URL, even a public one, before any other processing.
 * <p>This authentication mechanism handles every request, so that no other mechanism is used. The OpenID Connect
 * mechanism would send unknown tokens to the identity provider.
 */
@ApplicationScoped
class KeyAuthentication implements HttpAuthenticationMechanism {

    /**
     * Priority of the authentication mechanism for API keys, higher than the priority of the OpenID Connect mechanism
     * (1,001).
     */
    private static final int PRIORITY = 3_000;

    private static final SecurityIdentity ANONYMOUS = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal(""))
            .setAnonymous(true)
            .build();

    private static final String CHALLENGE = "Bearer realm=\"offprint\"";
    private static final String CHALLENGE_TO_TOKEN = CHALLENGE + ", error=\"invalid_token\"";
    private static final Pattern BEARER = Pattern.compile("bearer(?: +(.*))?", Pattern.CASE_INSENSITIVE);

    private final AdminKey adminKey;
    private final MetricsKey metricsKey;
    private final ApiKeyCache keys;
    private final LastUseRecorder lastUse;
    private final SessionAuthentication sessions;
    private final BlockingSecurityExecutor blocking;
    private final Quotas quotas;

    KeyAuthentication(
            AdminKey adminKey,
            MetricsKey metricsKey,
            ApiKeyCache keys,
            LastUseRecorder lastUse,
            SessionAuthentication sessions,
            BlockingSecurityExecutor blocking,
            Quotas quotas) {
        this.adminKey = adminKey;
        this.metricsKey = metricsKey;
        this.keys = keys;
        this.lastUse = lastUse;
        this.sessions = sessions;
        this.blocking = blocking;
        this.quotas = quotas;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        List<String> headers = context.request().headers().getAll("Authorization");
        if (headers.isEmpty()) {
            return sessions.of(context.request())
                    .map(session -> session.onItemOrFailure()
                            .transformToUni((person, failure) -> sessionIdentity(person, failure, context)))
                    .orElse(Uni.createFrom().item(ANONYMOUS));
        }
        Matcher bearer = BEARER.matcher(headers.get(0).strip());
        if (headers.size() > 1 || !bearer.matches()) {
            return reject(
                    Problems.unauthenticated("Send exactly one `Authorization` header with the value `Bearer KEY`."),
                    context);
        }
        String token = Optional.ofNullable(bearer.group(1)).orElse("");
        Optional<SecurityIdentity> monitor = metricsKey.open(token);
        if (monitor.isPresent()) {
            return Uni.createFrom().item(monitor.get());
        }
        return find(token)
                .onItemOrFailure()
                .transformToUni((key, failure) -> identityOrRejection(key, failure, context));
    }

    private Uni<Optional<CachedKey>> find(String token) {
        Optional<CachedKey> admin = adminKey.open(token);
        if (admin.isPresent() || !Secret.isWellFormed(token)) {
            return Uni.createFrom().item(admin);
        }
        byte[] hash = Secret.hash(token);
        Optional<CachedKey> recalled = keys.cached(hash);
        return recalled != null ? Uni.createFrom().item(recalled) : blocking.executeBlocking(() -> keys.find(hash));
    }

    private Uni<SecurityIdentity> identityOrRejection(
            Optional<CachedKey> key, Throwable failure, RoutingContext context) {
        if (failure != null) {
            return failure instanceof ProblemException problem
                    ? reject(problem, context)
                    : Uni.createFrom().failure(failure);
        }
        Optional<String> refusal = key.isEmpty()
                ? Optional.of("The API key is unknown. Check that the key was created in this service.")
                : key.get().refusal(Instant.now());
        return refusal.isPresent()
                ? reject(
                        Problems.unauthenticated(refusal.get()).withHeader("WWW-Authenticate", CHALLENGE_TO_TOKEN),
                        context)
                : Uni.createFrom().item(identity(key.get(), context));
    }

    /**
     * Returns the security identity for a session. An unknown session is treated as anonymous. If the session is not
     * allowed for this request, the result is a failure.
     */
    private static Uni<SecurityIdentity> sessionIdentity(
            Optional<Sender> person, Throwable failure, RoutingContext context) {
        if (failure != null) {
            // The failure is not counted as rejected credentials, because a client with a session does not guess
            // credentials.
            return Uni.createFrom()
                    .failure(
                            failure instanceof ProblemException ? new AuthenticationFailedException(failure) : failure);
        }
        return Uni.createFrom()
                .item(person.map(sender -> identity(sender, context)).orElse(ANONYMOUS));
    }

    private SecurityIdentity identity(CachedKey key, RoutingContext context) {
        if (!adminKey.is(key)) {
            lastUse.record(key.id());
        }
        return identity(Sender.of(key), context);
    }

    private static SecurityIdentity identity(Sender sender, RoutingContext context) {
        QuotaClient.identify(context, (sender.isPerson() ? "person " : "key ") + sender.id());
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(sender.name()))
                .addRoles(sender.roles());
        // In most of the API, an API key without editing rights is treated as anonymous.
        return sender.role() == null || Role.edits(sender.role())
                ? identity.addAttribute(Sender.ATTRIBUTE, sender).build()
                : identity.build();
    }

    /**
     * Rejects a request with invalid credentials and counts the attempt. A valid API key is never rejected because of
     * attempts from the same client address.
     */
    private Uni<SecurityIdentity> reject(ProblemException problem, RoutingContext context) {
        return Uni.createFrom()
                .failure(new AuthenticationFailedException(quotas.countRejectedCredentials(problem, context)));
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", CHALLENGE));
    }

    /**
     * Sends the complete response to a request that failed authentication. Proactive authentication fails before a
     * JAX-RS request exists, so no exception mapper could send the response.
     */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        AuthenticationFailedException failure = HttpSecurityUtils.getAuthenticationFailureFromEvent(context);
        ProblemException refusal = failure != null && failure.getCause() instanceof ProblemException told
                ? told
                : Problems.unauthenticated("Send an API key as `Authorization: Bearer KEY`.");
        ProblemDocuments.send(context, refusal);
        return Uni.createFrom().item(true);
    }
}
