package org.offprint.platform.http.requests;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Session cookie of a signed-in person. Browsers accept a cookie with the prefix {@code __Host-} only over TLS and from
 * this exact host (RFC 6265bis, section 4.1.3.2). Other hosts of the domain therefore cannot set the session cookie.
 */
public final class SessionCookie {

    public static final String NAME = "__Host-offprint-session";

    /**
     * Name of the cookie for the session of an API key. Only the pages of the desk accept this cookie, so responses of the
     * API do not vary by it.
     */
    public static final String KEY_NAME = "__Host-offprint-desk";

    /**
     * Request headers that identify a user, listed in the {@code Vary} header of responses. {@code Cookie} is included
     * only if sign-in is configured.
     */
    public static final List<String> IDENTITY_HEADERS = ConfigProvider.getConfig()
                    .getOptionalValue("offprint.sign-in.provider", String.class)
                    .filter(provider -> !provider.isBlank())
                    .isPresent()
            ? List.of("Authorization", "Cookie")
            : List.of("Authorization");

    private static final String BEGIN = NAME + "=";
    private static final String KEY_BEGIN = KEY_NAME + "=";

    private SessionCookie() {}

    /**
     * Returns whether a request may come from a signed-in user. For a request without cookies, the check costs only one
     * header lookup.
     */
    public static boolean isSent(HttpServerRequest request) {
        return isIn(request.headers().get(HttpHeaders.COOKIE));
    }

    /** Returns whether the value of a {@code Cookie} header contains the session cookie. Returns false for null. */
    public static boolean isIn(String cookies) {
        return cookies != null && cookies.contains(BEGIN);
    }

    /** Returns the value of the session cookie, or empty if the cookie is missing or was sent more than once. */
    public static Optional<String> of(HttpServerRequest request) {
        return value(request, BEGIN);
    }

    /**
     * Returns the value of the cookie for the session of an API key, or empty if the cookie is missing or was sent more
     * than once.
     */
    public static Optional<String> ofKey(HttpServerRequest request) {
        return value(request, KEY_BEGIN);
    }

    private static Optional<String> value(HttpServerRequest request, String begin) {
        String value = null;
        for (String header : request.headers().getAll(HttpHeaders.COOKIE)) {
            for (String pair : header.split(";")) {
                String cookie = pair.strip();
                if (cookie.startsWith(begin)) {
                    if (value != null) {
                        return Optional.empty();
                    }
                    value = cookie.substring(begin.length());
                }
            }
        }
        return Optional.ofNullable(value);
    }
}
