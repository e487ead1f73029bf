package org.offprint.web.api.confirmations;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.journal.articles.Article;
import org.offprint.journal.confirmations.ConfirmationLink;
import org.offprint.journal.confirmations.OrcidConfirmations;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.text.HtmlEscaping;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.Quotas;

/**
 * HTML pages on which contributors confirm their ORCID iDs. Opening the confirmation link only displays the iD and
 * confirms nothing, because mail programs also open links. The button on the page redirects to ORCID, which redirects
 * back with an authorization code. A cookie ensures that only the browser that started the sign-in can complete it.
 */
@Path(ConfirmationPage.PATH)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class ConfirmationPage {

    static final String PATH = "/confirmations";

    private static final String DONE = "done";
    private static final String COOKIE = "offprint-confirmation";
    private static final int COOKIE_MINUTES = 15;
    private static final int MAX_CODE_LENGTH = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final OrcidConfirmations confirmations;
    private final OrcidSignIn orcid;
    private final PublicUrl publicUrl;
    private final Quotas quotas;

    ConfirmationPage(OrcidConfirmations confirmations, OrcidSignIn orcid, PublicUrl publicUrl, Quotas quotas) {
        this.confirmations = confirmations;
        this.orcid = orcid;
        this.publicUrl = publicUrl;
        this.quotas = quotas;
    }

    @GET
    @Path("{token}")
    @Operation(hidden = true)
    public Response getConfirmation(@PathParam("token") String token) {
        try {
            ConfirmationLink link = confirmations.open(token);
            String title = Article.<Article>findByIdOptional(link.article())
                    .map(ConfirmationPage::title)
                    .orElse("");
            return page(
                    200,
                    "Confirm your ORCID iD",
                    paragraph("The article “" + title + "” names " + link.name() + " with the iD "
                                    + link.orcid().value()
                                    + ". If this iD is yours, sign in at ORCID to confirm it. ORCID shares only your"
                                    + " iD with this service.")
                            + "<form method=\"post\"><button type=\"submit\">Confirm with ORCID</button></form>");
        } catch (ProblemException problem) {
            return page(problem);
        }
    }

    @POST
    @Path("{token}")
    @Operation(hidden = true)
    public Response beginConfirmation(
            @PathParam("token") String token, @Context UriInfo uri, @Context RoutingContext context) {
        try {
            quotas.count(QuotaClass.SIGN_IN, context);
            confirmations.open(token);
            OrcidSignIn.requireConfigured();
            byte[] random = new byte[16];
            RANDOM.nextBytes(random);
            String state = HexFormat.of().formatHex(random);
            return secret(Response.seeOther(orcid.authorization(state, returnTo(uri))))
                    .cookie(cookie(state + "." + token, COOKIE_MINUTES * 60))
                    .build();
        } catch (ProblemException problem) {
            return page(problem);
        }
    }

    @GET
    @Path(DONE)
    @Operation(hidden = true)
    public Response endConfirmation(
            @QueryParam("code") String code,
            @QueryParam("state") String state,
            @QueryParam("error") String error,
            @CookieParam(COOKIE) String cookie,
            @Context UriInfo uri,
            @Context RoutingContext context) {
        Response answer;
        try {
            quotas.count(QuotaClass.SIGN_IN, context);
            answer = end(code, state, error, cookie, uri);
        } catch (ProblemException problem) {
            answer = page(problem);
        }
        // Delete the sign-in cookie, which is valid for only one return from ORCID.
        return Response.fromResponse(answer).cookie(cookie("", 0)).build();
    }

    private Response end(String code, String state, String error, String cookie, UriInfo uri) {
        String token = token(state, cookie).orElseThrow(ConfirmationPage::notStartedHere);
        ConfirmationLink link = confirmations.open(token);
        if (error != null || code == null || code.isBlank() || code.length() > MAX_CODE_LENGTH) {
            return page(
                    403,
                    "Your iD was not confirmed",
                    paragraph("You declined access at ORCID, or ORCID rejected the request. Open the"
                            + " confirmation link again to retry."));
        }
        OrcidSignIn.requireConfigured();
        Orcid holder = orcid.holder(code, returnTo(uri)).orElseThrow(ConfirmationPage::notStartedHere);
        if (!holder.equals(link.orcid())) {
            return page(
                    409,
                    "Your iD differs from the iD in the article",
                    paragraph("You have signed in with " + holder.value() + ", but the article states "
                            + link.orcid().value()
                            + ". Sign in with the iD in the article, or ask the editors to correct the article."));
        }
        confirmations.confirm(link);
        return page(
                200,
                "Your iD is confirmed",
                paragraph(link.orcid().value() + " is confirmed as the iD of " + link.name() + ". Thank you."));
    }

    /**
     * Returns the token of the confirmation link, or empty if the sign-in with the given state was not started in this
     * browser.
     */
    private static Optional<String> token(String state, String cookie) {
        int dot = cookie == null ? -1 : cookie.indexOf('.');
        boolean isSame = state != null
                && dot > 0
                && MessageDigest.isEqual(
                        state.getBytes(StandardCharsets.UTF_8),
                        cookie.substring(0, dot).getBytes(StandardCharsets.UTF_8));
        return isSame ? Optional.of(cookie.substring(dot + 1)) : Optional.empty();
    }

    private static ProblemException notStartedHere() {
        return Problems.of(
                400,
                "bad-request",
                "Your iD was not confirmed",
                "The confirmation was started in another browser, took too long, or was"
                        + " already used. Open the confirmation link again.");
    }

    private String returnTo(UriInfo uri) {
        return publicUrl.base(uri) + PATH + "/" + DONE;
    }

    /**
     * Creates the cookie that binds the sign-in to the browser. {@code SameSite=Lax} is required because ORCID
     * redirects from another site.
     */
    private NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path(PATH)
                .maxAge(seconds)
                .httpOnly(true)
                .secure(publicUrl.isHttps())
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    private static String title(Article article) {
        return String.valueOf(article.body.title());
    }

    private static String paragraph(String text) {
        return "<p>" + HtmlEscaping.escape(text) + "</p>";
    }

    private static Response page(ProblemException problem) {
        String detail = problem.problem().detail();
        Response page =
                page(problem.problem().status(), problem.problem().title(), paragraph(detail == null ? "" : detail));
        String later = problem.headers().get("Retry-After");
        return later == null
                ? page
                : Response.fromResponse(page).header("Retry-After", later).build();
    }

    private static Response page(int status, String title, String body) {
        String html = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width\"><title>" + HtmlEscaping.escape(title)
                + "</title></head><body><main><h1>"
                + HtmlEscaping.escape(title) + "</h1>" + body + "</main></body></html>\n";
        return secret(Response.status(status))
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(html.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /** Adds headers that protect the secret URL by disabling caching, indexing and referrers. */
    private static Response.ResponseBuilder secret(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer");
    }
}
