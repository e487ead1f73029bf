package org.offprint.web.desk;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.http.quotas.Quotas;
import org.offprint.platform.http.requests.SessionCookie;
import org.offprint.platform.people.RightsChanges;
import org.offprint.platform.people.Sessions;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.KeySessions;
import org.offprint.web.api.signin.SessionCookies;
import org.offprint.web.api.signin.SignInProvider;

/** Pages on which people sign in to the desk, through the sign-in provider or with an API key, and sign out. */
@Path(DeskPages.HOME)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskEntry {

    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED;

    private final DeskPages pages;
    private final SignInProvider provider;
    private final KeySessions keySessions;
    private final Sessions sessions;
    private final RightsChanges changes;
    private final Quotas quotas;
    private final Caller caller;
    private final String keys;

    DeskEntry(
            DeskPages pages,
            SignInProvider provider,
            KeySessions keySessions,
            Sessions sessions,
            RightsChanges changes,
            Quotas quotas,
            Caller caller,
            @ConfigProperty(name = "offprint.desk.keys") String keys) {
        this.pages = pages;
        this.provider = provider;
        this.keySessions = keySessions;
        this.sessions = sessions;
        this.changes = changes;
        this.quotas = quotas;
        this.caller = caller;
        this.keys = keys;
    }

    private boolean acceptsKeys() {
        return keys.equals("on") || keys.equals("auto") && !provider.isOn();
    }

    @GET
    @Path("sign-in")
    @Operation(hidden = true)
    public Response getSignIn(@BeanParam DeskRequest request) {
        pages.require();
        String to = target(request.parameter("to"));
        return caller.isAnonymous() ? form(request, 200, to, "") : DeskPages.redirect(to);
    }

    @POST
    @Path("sign-in")
    @Consumes(FORM)
    @QuotaOf(QuotaClass.SIGN_IN)
    @Operation(hidden = true)
    public Response signIn(@BeanParam DeskRequest request, @Context RoutingContext context, String form) {
        pages.require();
        Map<String, String> fields = new HashMap<>();
        DeskRequest.pairs(form).forEach(pair -> fields.put(pair.getKey(), pair.getValue()));
        String to = target(fields.get("to"));
        if (!acceptsKeys()) {
            return form(request, 422, to, "deskKeysOff");
        }
        pages.requireOwnOrigin(request);
        try {
            String secret = keySessions.begin(fields.getOrDefault("key", ""));
            SessionCookie.ofKey(request.http()).ifPresent(keySessions::end);
            return DeskPages.redirect(to, SessionCookies.key(secret, keySessions.length()));
        } catch (ProblemException e) {
            int status = quotas.countRejectedCredentials(e, context).problem().status();
            return form(request, status == 401 ? 422 : status, to, status == 401 ? "deskKeyUnknown" : "deskTooMany");
        }
    }

    private Response form(DeskRequest request, int status, String to, String error) {
        return pages.page(
                request,
                status,
                "sign-in.html",
                "deskSignIn",
                Map.of(
                        "to",
                        to,
                        "error",
                        error,
                        "provider",
                        provider.isOn() ? DeskRequest.address("/sign-in", Map.of("to", to)) : "",
                        "acceptsKeys",
                        acceptsKeys(),
                        "keepsCookies",
                        pages.keepsCookies(request),
                        "length",
                        DeskPages.inWords(keySessions.length(), pages.language(request))));
    }

    @POST
    @Path("sign-out")
    @Consumes(FORM)
    @Operation(hidden = true)
    public Response signOut(@BeanParam DeskRequest request, String form) {
        pages.require();
        pages.requireOwnOrigin(request);
        SessionCookie.ofKey(request.http()).ifPresent(keySessions::end);
        SessionCookie.of(request.http()).ifPresent(secret -> changes.run(() -> sessions.end(secret)));
        Response next = DeskPages.redirect(
                DeskRequest.address(DeskPages.SIGN_IN, Map.of(DeskPages.DONE, "out")),
                SessionCookies.noKey(),
                SessionCookies.noSession());
        // Clear the local storage of this site on shared computers.
        return Response.fromResponse(next)
                .header("Clear-Site-Data", "\"storage\"")
                .build();
    }

    /** Returns the path to open after signing in. Paths outside the desk are replaced with the first page of the desk. */
    private static String target(String to) {
        boolean isDesk = to != null
                && to.length() <= 1_000
                && to.matches("/desk(?:[/?][\\x21-\\x7e]*)?")
                && to.indexOf('\\') < 0
                && !to.startsWith(DeskPages.SIGN_IN);
        return isDesk ? to : DeskPages.HOME;
    }
}
