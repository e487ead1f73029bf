package org.offprint.web.api.signin;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * State of a sign-in, stored in a cookie while the user is at the provider's page.
 *
 * @param to path of this service to which the user is redirected after the sign-in
 * @param invitation secret of an invitation; null if the sign-in has no invitation
 */
record PendingSignIn(String to, String invitation) {

    static final String COOKIE = "__Host-offprint-sign-in";

    private static final String HOME = "/docs";
    private static final int MAX_LENGTH = 1_000;

    /**
     * Returns a sign-in state with the given redirect path. A path outside this service is replaced with the path of
     * the API documentation.
     */
    static PendingSignIn of(String to, String invitation) {
        return new PendingSignIn(isLocalPath(to) ? to : HOME, invitation);
    }

    /**
     * Returns the sign-in state from the cookie. If the cookie is missing or invalid, the state redirects to the API
     * documentation.
     */
    static PendingSignIn of(HttpHeaders request) {
        Cookie cookie = request.getCookies().get(COOKIE);
        if (cookie == null || cookie.getValue().length() > 2 * MAX_LENGTH) {
            return of((String) null, null);
        }
        String[] parts = cookie.getValue().split("\\.", 2);
        try {
            String to = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.US_ASCII);
            return of(to, parts.length < 2 || parts[1].isEmpty() ? null : parts[1]);
        } catch (IllegalArgumentException e) {
            return of((String) null, null);
        }
    }

    /**
     * Returns whether a redirect target is a path of this service. Two slashes or a backslash are rejected, because
     * browsers interpret them as the start of a host name.
     */
    private static boolean isLocalPath(String to) {
        return to != null
                && to.length() <= MAX_LENGTH
                && to.startsWith("/")
                && !to.startsWith("//")
                && to.indexOf('\\') < 0
                && to.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    String cookieValue() {
        String path = Base64.getUrlEncoder().withoutPadding().encodeToString(to.getBytes(StandardCharsets.US_ASCII));
        return path + "." + (invitation == null ? "" : invitation);
    }
}
