package org.offprint.web.api.signin;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.platform.http.requests.SessionCookie;
import org.offprint.platform.people.RightsChanges;
import org.offprint.platform.people.Sessions;

/**
 * REST resource for sign-out. Other sites cannot trigger a sign-out, because write requests with a session are accepted
 * only from pages of this service.
 */
@Path(SignInPaths.SIGN_OUT)
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class SignOutResource {

    private final SignInProvider provider;
    private final RightsChanges changes;
    private final Sessions sessions;

    SignOutResource(SignInProvider provider, RightsChanges changes, Sessions sessions) {
        this.provider = provider;
        this.changes = changes;
        this.sessions = sessions;
    }

    @GET
    @Operation(hidden = true)
    public Response askToSignOut() {
        provider.require();
        return SignInPage.confirmSignOut().build();
    }

    @POST
    @Operation(hidden = true)
    public Response signOut(@Context HttpServerRequest request) {
        provider.require();
        Response.ResponseBuilder page = SignInPage.signedOut();
        // Forms on other sites are sent without the session cookie. The response to such a form must not delete the
        // cookie.
        SessionCookie.of(request).ifPresent(secret -> {
            changes.run(() -> sessions.end(secret));
            page.header(HttpHeaders.SET_COOKIE, SessionCookies.noSession());
        });
        return page.build();
    }
}
