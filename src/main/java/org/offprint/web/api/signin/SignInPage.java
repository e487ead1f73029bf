package org.offprint.web.api.signin;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.offprint.kernel.text.HtmlEscaping;
import org.offprint.platform.http.caching.CachePolicy;

/** HTML pages for sign-in and sign-out. Each page has a title, a sentence, and a link or button. */
final class SignInPage {

    private static final String AGAIN = "<p><a href=\"" + SignInPaths.SIGN_IN + "\">Sign in</a></p>";

    private static final String LEAVE = "<form method=\"post\" action=\"" + SignInPaths.SIGN_OUT
            + "\"><button type=\"submit\">Sign out</button></form>";

    private SignInPage() {}

    static Response.ResponseBuilder of(SignInException failure) {
        Response.ResponseBuilder page =
                page(failure.status(), failure.title(), paragraph(failure.getMessage()) + AGAIN);
        return failure.status() == 503 ? page.header("Retry-After", "60") : page;
    }

    static Response.ResponseBuilder confirmSignOut() {
        return page(200, "Sign out", paragraph("Sign out of this service in this browser.") + LEAVE);
    }

    static Response.ResponseBuilder signedOut() {
        return page(
                200,
                "You are signed out",
                paragraph("The session in this browser has ended. You may still be signed in at the provider.")
                        + AGAIN);
    }

    private static String paragraph(String text) {
        return "<p>" + HtmlEscaping.escape(text) + "</p>";
    }

    private static Response.ResponseBuilder page(int status, String title, String body) {
        String html = "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width\"><title>" + HtmlEscaping.escape(title) + "</title><main><h1>"
                + HtmlEscaping.escape(title) + "</h1>" + body + "</main></html>\n";
        return CachePolicy.PRIVATE.on(Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(html.getBytes(StandardCharsets.UTF_8)));
    }
}
