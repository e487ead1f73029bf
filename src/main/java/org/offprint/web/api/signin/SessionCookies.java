package org.offprint.web.api.signin;

import java.time.Duration;
import org.offprint.platform.http.requests.SessionCookie;

/**
 * {@code Set-Cookie} headers of sign-in and sign-out (RFC 6265). Neither scripts nor other sites have access to the
 * cookies.
 */
public final class SessionCookies {

    private SessionCookies() {}

    static String session(String secret, Duration length) {
        return set(SessionCookie.NAME, secret, length);
    }

    /** Returns the header that sets the cookie for the session of an API key. */
    public static String key(String secret, Duration length) {
        return set(SessionCookie.KEY_NAME, secret, length);
    }

    /** Returns the header that deletes the cookie for the session of an API key. */
    public static String noKey() {
        return set(SessionCookie.KEY_NAME, "", Duration.ZERO);
    }

    /** Returns the header that deletes the session cookie of a person. */
    public static String noSession() {
        return set(SessionCookie.NAME, "", Duration.ZERO);
    }

    static String pending(PendingSignIn pending) {
        return set(PendingSignIn.COOKIE, pending.cookieValue(), SignInProvider.SIGN_IN_TIMEOUT);
    }

    static String noPending() {
        return set(PendingSignIn.COOKIE, "", Duration.ZERO);
    }

    /** Returns the header that deletes a cookie with the state of a sign-in. */
    static String noState(String name) {
        return set(name, "", Duration.ZERO);
    }

    private static String set(String name, String value, Duration age) {
        return name + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; Secure; SameSite=Lax";
    }
}
