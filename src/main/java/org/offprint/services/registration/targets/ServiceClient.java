package org.offprint.services.registration.targets;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.http.BoundedBody;
import org.offprint.platform.http.OutboundClient;
import org.offprint.platform.http.PublicAddresses;
import org.offprint.platform.http.RetryAfter;

/**
 * HTTP client for registration services. Redirects are not followed, and the duration and size of responses are
 * limited. Unless any host is allowed, only HTTPS requests to public addresses are sent. Calls are never logged,
 * because requests contain passwords.
 */
@ApplicationScoped
public class ServiceClient {

    private static final String CHARSET = "charset=";

    private final Clock clock;
    private final boolean anyHost;
    private final Optional<String> userAgent;
    private final Duration requestTimeout;
    private final int longest;
    private final OutboundClient client;

    ServiceClient(
            Clock clock,
            @ConfigProperty(name = "offprint.registration.allow-any-host") boolean anyHost,
            @ConfigProperty(name = "offprint.registration.user-agent") Optional<String> userAgent,
            @ConfigProperty(name = "offprint.registration.connect-timeout") Duration connectTimeout,
            @ConfigProperty(name = "offprint.registration.request-timeout") Duration requestTimeout,
            @ConfigProperty(name = "offprint.registration.max-response") int longest) {
        this.clock = clock;
        this.anyHost = anyHost;
        this.userAgent = userAgent;
        this.requestTimeout = requestTimeout;
        this.longest = longest;
        client = new OutboundClient(connectTimeout);
    }

    /** Returns whether accounts may use any host, including hosts with non-public addresses. */
    public boolean allowsAnyHost() {
        return anyHost;
    }

    /**
     * Result of an HTTP call to a registration service.
     *
     * @param end whether a response arrived
     * @param status HTTP status; 0 if no response arrived
     * @param body decoded response body; the reason if no response arrived
     * @param notBefore earliest time of the next call; null if the service did not specify one
     */
    public record CallResult(End end, int status, String body, Instant notBefore) {

        /** Possible results of an HTTP call. */
        public enum End {
            /** A response arrived, with any HTTP status. */
            ANSWERED,
            /** The registration service could not be reached, and nothing was sent. */
            NOT_SENT,
            /** Sending had started, but no complete response arrived. */
            LOST
        }

        /** Returns whether a response with this HTTP status arrived. */
        public boolean is(int wanted) {
            return end == End.ANSWERED && status == wanted;
        }

        /** Returns whether a retry may succeed later: HTTP status 408, 429 or 5xx (RFC 9110). */
        public boolean isTemporary() {
            return end == End.ANSWERED && (status == 408 || status == 429 || status >= 500);
        }
    }

    /**
     * Sends an HTTP request and waits for the result.
     *
     * @param request complete request except for the User-Agent header
     */
    public CallResult call(HttpRequest.Builder request, TargetAccount account) {
        HttpRequest built = request.setHeader("User-Agent", agent(account)).build();
        Optional<String> refused = refusal(built.uri());
        if (refused.isPresent()) {
            return new CallResult(CallResult.End.NOT_SENT, 0, refused.get(), null);
        }
        try {
            HttpResponse<BoundedBody> response = client.send(built, requestTimeout, longest);
            if (response.body().isCut()) {
                return new CallResult(CallResult.End.LOST, response.statusCode(), "The response is too long.", null);
            }
            return new CallResult(
                    CallResult.End.ANSWERED,
                    response.statusCode(),
                    text(response),
                    RetryAfter.of(response.headers(), clock.instant(), Answer.MAX_RETRY_AFTER));
        } catch (IOException e) {
            return failed(e);
        }
    }

    private String agent(TargetAccount account) {
        return userAgent.orElseGet(() -> account.settings().depositorEmail() == null
                ? "Offprint"
                : "Offprint (mailto:" + account.settings().depositorEmail().value() + ")");
    }

    private static CallResult failed(IOException cause) {
        boolean isBeforeSending = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException
                || cause.getCause() instanceof UnresolvedAddressException;
        if (!isBeforeSending && (cause instanceof HttpTimeoutException || cause instanceof InterruptedIOException)) {
            return new CallResult(CallResult.End.LOST, 0, cause.getMessage(), null);
        }
        // Use only the class name of the exception, because its message may repeat data that was sent.
        String why = cause.getClass().getSimpleName();
        return isBeforeSending
                ? new CallResult(CallResult.End.NOT_SENT, 0, "The service could not be reached (" + why + ").", null)
                : new CallResult(CallResult.End.LOST, 0, "The connection was lost (" + why + ").", null);
    }

    private Optional<String> refusal(URI uri) {
        if (anyHost) {
            return Optional.empty();
        }
        if (!"https".equals(uri.getScheme())) {
            return Optional.of("The URL must use https.");
        }
        List<Proxy> proxies = ProxySelector.getDefault() == null
                ? List.of()
                : ProxySelector.getDefault().select(uri);
        if (proxies.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT)) {
            return Optional.empty();
        }
        try {
            PublicAddresses.of(uri.getHost());
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Decodes a response body with the charset that the response specifies, or as UTF-8. A body that is not valid
     * UTF-8, as sent by some old servers, is decoded as ISO 8859-1.
     */
    private static String text(HttpResponse<BoundedBody> response) {
        byte[] bytes = response.body().bytes();
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        int at = type.indexOf(CHARSET);
        if (at >= 0) {
            String name = type.substring(at + CHARSET.length())
                    .replace("\"", "")
                    .split(";", 2)[0]
                    .strip();
            try {
                return new String(bytes, Charset.forName(name));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
