package org.offprint.web.api.signin;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The data that a browser keeps while its user is at the provider's page.
 *
 * @param to the path to go to afterwards, on this service
 * @param invitation the secret of an invitation; null for none
 */
record PendingSignIn(String to, String invitation) {

    static final String COOKIE = "__Host-offprint-sign-in";

    private static final String HOME = "/docs";
    private static final int LONGEST = 1_000;

    /** Takes the path that is asked for if it is one of this service, and that of the documentation if not. */
    static PendingSignIn of(String to, String invitation) {
        return new PendingSignIn(isOwn(to) ? to : HOME, invitation);
    }

    /** Reads the cookie; whoever has none goes to the documentation. */
    static PendingSignIn of(HttpHeaders request) {
        Cookie cookie = request.getCookies().get(COOKIE);
        if (cookie == null || cookie.getValue().length() > 2 * LONGEST) {
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

    /** Reports whether this is a path here: a browser takes two slashes, or a backslash, for another host. */
    private static boolean isOwn(String to) {
        return to != null
                && to.length() <= LONGEST
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
