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
import org.offprint.platform.people.SessionPerson;
import org.offprint.platform.people.Sessions;

/**
 * Authenticates persons by the session cookie. Browsers also send cookies with requests that external sites trigger. A
 * request that changes data must therefore prove that it comes from a page of this service. Accepted proofs are its
 * {@code Origin} (RFC 6454), or a header that external sites cannot send without a preflight request (WHATWG Fetch,
 * "CORS-preflight fetch").
 */
@Singleton
class SessionAuthentication {

    private static final String OWN_HEADER = "X-Offprint-Request";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Sessions sessions;
    private final KeySessions keySessions;
    private final PublicUrl publicUrl;
    private final BlockingSecurityExecutor blocking;

    SessionAuthentication(
            Sessions sessions, KeySessions keySessions, PublicUrl publicUrl, BlockingSecurityExecutor blocking) {
        this.sessions = sessions;
        this.keySessions = keySessions;
        this.publicUrl = publicUrl;
        this.blocking = blocking;
    }

    /**
     * Looks up the signed-in person for a request or, on the pages of the desk, the API key that was pasted. Returns empty
     * if no cookie has the format of a session secret. If the request is rejected, the returned Uni fails with a problem.
     */
    Optional<Uni<Optional<Sender>>> of(HttpServerRequest request) {
        Optional<Uni<Optional<Sender>>> person = SessionCookie.of(request)
                .filter(Sessions::isWellFormed)
                .map(secret -> known(secret).map(session -> session.map(Sender::of)));
        Optional<Uni<Optional<Sender>>> key = isDesk(request.path())
                ? SessionCookie.ofKey(request).filter(Sessions::isWellFormed).map(secret -> knownKey(secret)
                        .map(session -> session.map(Sender::of)))
                : Optional.empty();
        Optional<Uni<Optional<Sender>>> either = person.isPresent() && key.isPresent()
                ? Optional.of(person.get()
                        .flatMap(found -> found.isPresent() ? Uni.createFrom().item(found) : key.get()))
                : person.or(() -> key);
        return either.map(session -> session.map(sender -> {
            sender.ifPresent(known -> checkOrigin(request));
            return sender;
        }));
    }

    private static boolean isDesk(String path) {
        return path.equals(KeySessions.PATH) || path.startsWith(KeySessions.PATH + "/");
    }

    private Uni<Optional<CachedKey>> knownKey(String secret) {
        Optional<CachedKey> recalled = keySessions.cached(secret);
        return recalled != null
                ? Uni.createFrom().item(recalled)
                : blocking.executeBlocking(() -> keySessions.find(secret));
    }

    private Uni<Optional<SessionPerson>> known(String secret) {
        Optional<SessionPerson> recalled = sessions.cached(secret);
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
                "Requests with a session cookie may change data only if they come from a page of this"
                        + " service, with the address of the service as `Origin`. Other clients must send the"
                        + " header " + OWN_HEADER
                        + ": 1, or an API key.");
    }
}
