package org.offprint.platform.security;

import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.requests.SessionCookie;
import org.offprint.platform.people.Sessions;
import org.offprint.platform.people.SignedIn;

/**
 * Knows a person by the cookie of a session. A browser sends cookies with requests that other sites made it send, so one
 * that changes something must prove that it comes from a page of this service: by its {@code Origin} (RFC 6454), or by a
 * header that no other site can make a browser send without asking first (WHATWG Fetch, "CORS-preflight fetch").
 */
@Singleton
class SessionAuthentication {

    private static final String OWN_HEADER = "X-Offprint-Request";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Sessions sessions;
    private final PublicUrl publicUrl;
    private final BlockingSecurityExecutor blocking;

    SessionAuthentication(Sessions sessions, PublicUrl publicUrl, BlockingSecurityExecutor blocking) {
        this.sessions = sessions;
        this.publicUrl = publicUrl;
        this.blocking = blocking;
    }

    /** Looks up who is signed in; empty where no cookie can hold a session. It fails with the problem of a refusal. */
    Optional<Uni<Optional<Sender>>> of(HttpServerRequest request) {
        return SessionCookie.of(request).filter(Sessions::isWellFormed).map(secret -> known(secret)
                .map(session -> session.map(person -> {
                    checkOrigin(request);
                    return Sender.of(person);
                })));
    }

    private Uni<Optional<SignedIn>> known(String secret) {
        Optional<SignedIn> recalled = sessions.recall(secret);
        return recalled != null
                ? Uni.createFrom().item(recalled)
                : blocking.executeBlocking(() -> sessions.find(secret));
    }

    private void checkOrigin(HttpServerRequest request) {
        if (READING.contains(request.method()) || request.getHeader(OWN_HEADER) != null) {
            return;
        }
        if (!publicUrl.isOwnOrigin(request)) {
            throw refusal();
        }
    }

    private static ProblemException refusal() {
        return Problems.of(
                403,
                "forbidden",
                "The request does not come from a page of this service",
                "Who is signed in by a cookie changes things from pages of the service alone, whose requests have its"
                        + " address as Origin. Other programs send " + OWN_HEADER + ": 1, or a key.");
    }
}
