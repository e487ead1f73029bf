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

/** Ends a session. Other sites cannot: the button's request must come from here, as everything that a session changes. */
@Path(SignOutResource.PATH)
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class SignOutResource {

    static final String PATH = "/sign-out";

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
        return SignInPage.askToLeave().build();
    }

    @POST
    @Operation(hidden = true)
    public Response signOut(@Context HttpServerRequest request) {
        provider.require();
        Response.ResponseBuilder page = SignInPage.left();
        // A form of another site comes without the cookie: the browser must not lose the cookie by the answer.
        SessionCookie.of(request).ifPresent(secret -> {
            changes.run(() -> sessions.end(secret));
            page.header(HttpHeaders.SET_COOKIE, SessionCookies.noSession());
        });
        return page.build();
    }
}
