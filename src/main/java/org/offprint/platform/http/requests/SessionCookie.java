package org.offprint.platform.http.requests;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The cookie of a session. Its name makes browsers take it from this host alone, by TLS (RFC 6265bis, section 4.1.3.2), so
 * that no other host of a domain can plant one.
 */
public final class SessionCookie {

    public static final String NAME = "__Host-offprint-session";

    /** The headers that say who a reader is, for {@code Vary}: cookies where people can sign in, and not for nothing. */
    public static final List<String> READER = ConfigProvider.getConfig()
                    .getOptionalValue("offprint.sign-in.provider", String.class)
                    .filter(provider -> !provider.isBlank())
                    .isPresent()
            ? List.of("Authorization", "Cookie")
            : List.of("Authorization");

    private static final String BEGIN = NAME + "=";

    private SessionCookie() {}

    /** Reports whether a request may come from somebody who is signed in; costs one look where there are no cookies. */
    public static boolean isSent(HttpServerRequest request) {
        return isIn(request.headers().get(HttpHeaders.COOKIE));
    }

    /** Reports whether the value of a {@code Cookie} header names it; false for null. */
    public static boolean isIn(String cookies) {
        return cookies != null && cookies.contains(BEGIN);
    }

    /** Returns its value; empty where it was not sent, or more than once. */
    public static Optional<String> of(HttpServerRequest request) {
        String value = null;
        for (String header : request.headers().getAll(HttpHeaders.COOKIE)) {
            for (String pair : header.split(";")) {
                String cookie = pair.strip();
                if (cookie.startsWith(BEGIN)) {
                    if (value != null) {
                        return Optional.empty();
                    }
                    value = cookie.substring(BEGIN.length());
                }
            }
        }
        return Optional.ofNullable(value);
    }
}
