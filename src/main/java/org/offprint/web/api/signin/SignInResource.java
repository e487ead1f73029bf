package org.offprint.web.api.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.platform.audit.Actor;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.http.requests.SessionCookie;
import org.offprint.platform.people.Person;
import org.offprint.platform.people.RightsChanges;
import org.offprint.platform.people.Sessions;
import org.offprint.web.api.signin.SignInException.Outcome;

/**
 * REST resource for sign-in, which redirects people to the sign-in provider and completes the sign-in when they return.
 */
@Path(SignInPaths.SIGN_IN)
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class SignInResource {

    /** Query parameter in invitation links that contains the secret of the invitation. */
    public static final String INVITATION = "invitation";

    private static final String SCRIPT = "/sign-in/docs.js";

    private final SignInProvider provider;
    private final CodeFlow flow;
    private final ProvidedRights rights;
    private final RightsChanges changes;
    private final Sessions sessions;
    private final SignInMetrics figures;
    private final PublicUrl publicUrl;
    private final Audit audit;

    SignInResource(
            SignInProvider provider,
            CodeFlow flow,
            ProvidedRights rights,
            RightsChanges changes,
            Sessions sessions,
            SignInMetrics figures,
            PublicUrl publicUrl,
            Audit audit) {
        this.provider = provider;
        this.flow = flow;
        this.rights = rights;
        this.changes = changes;
        this.sessions = sessions;
        this.figures = figures;
        this.publicUrl = publicUrl;
        this.audit = audit;
    }

    @GET
    @Blocking
    @QuotaOf(QuotaClass.SIGN_IN)
    @Operation(hidden = true)
    public Response signIn(
            @QueryParam("to") String to,
            @QueryParam(INVITATION) String invitation,
            @Context RoutingContext context,
            @Context UriInfo uri) {
        provider.require();
        publicUrl.base(uri); // Reject an invalid Host header, because the base URL is sent to the sign-in provider.
        try {
            if (invitation != null
                    && QuarkusTransaction.requiringNew()
                            .call(() -> Person.findByInvitation(invitation))
                            .isEmpty()) {
                throw SignInException.notInvited();
            }
            String page = flow.begin(context);
            List<String> cookies = new ArrayList<>();
            cookies.add(SessionCookies.pending(PendingSignIn.of(to, invitation)));
            CodeFlow.outdatedStates(context.request()).forEach(name -> cookies.add(SessionCookies.noState(name)));
            return redirectTo(page, cookies.toArray(String[]::new));
        } catch (SignInException e) {
            return errorPage(e);
        }
    }

    @GET
    @Path("done")
    @Blocking
    // Accept any query parameter: sign-in providers also add parameters that are not part of the protocol.
    @OwnParameters
    @Operation(hidden = true)
    public Response completeSignIn(@Context RoutingContext context, @Context HttpHeaders headers) {
        provider.require();
        try {
            JsonNode claims = flow.complete(context);
            ProvidedPerson provided = ProvidedPerson.of(claims);
            PendingSignIn pending = PendingSignIn.of(headers);
            String secret = changes.apply(() -> begin(provided, claims, pending, context));
            figures.count(Outcome.DONE);
            return redirectTo(
                    pending.to(), SessionCookies.session(secret, sessions.length()), SessionCookies.noPending());
        } catch (SignInException e) {
            return errorPage(e);
        }
    }

    /** Starts a new session and ends the previous session of the browser, which prevents session fixation. */
    private String begin(ProvidedPerson provided, JsonNode claims, PendingSignIn pending, RoutingContext context) {
        Person person = Person.signIn(
                provided.issuer(), provided.subject(), provided.name(), rights.of(claims), pending.invitation());
        Person.flush();
        SessionCookie.of(context.request()).ifPresent(sessions::end);
        audit.record(
                Actor.person(person.id, person.name),
                "person.signed-in",
                AuditedObject.of(Actor.PERSON, person.id, person.name),
                null,
                person.rights());
        return sessions.begin(person.id);
    }

    private Response errorPage(SignInException failure) {
        figures.count(failure.outcome());
        return SignInPage.of(failure).build();
    }

    private static Response redirectTo(String location, String... cookies) {
        Response.ResponseBuilder response = Response.status(303).header(HttpHeaders.LOCATION, location);
        for (String cookie : cookies) {
            response.header(HttpHeaders.SET_COOKIE, cookie);
        }
        return CachePolicy.PRIVATE.on(response).build();
    }

    /**
     * Returns the script that shows the signed-in person on the API documentation page. If sign-in is disabled, the
     * script is empty.
     */
    @GET
    @Path("docs.js")
    @Produces("text/javascript;charset=UTF-8")
    @Operation(hidden = true)
    public Response getDocsScript() {
        if (!provider.isOn()) {
            return CachePolicy.PUBLIC.on(Response.ok(new byte[0])).build();
        }
        try (InputStream file = SignInResource.class.getResourceAsStream(SCRIPT)) {
            return CachePolicy.PUBLIC.on(Response.ok(file.readAllBytes())).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Person described by an ID token.
     *
     * @param issuer issuer without a trailing slash
     * @param subject at most 255 printable ASCII characters (OpenID Connect Core 1.0, section 2)
     * @param name at most 200 characters without control characters; null if the provider sends no name
     */
    record ProvidedPerson(String issuer, String subject, String name) {

        private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");
        private static final int MAX_NAME_LENGTH = 200;
        private static final int MAX_ISSUER_LENGTH = 1_000;

        /**
         * Characters that are removed from names: control characters, unpaired surrogates, private or unassigned
         * characters, and characters that change the text direction.
         */
        private static final Pattern UNSAFE_CHARACTERS =
                Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

        /**
         * Returns the person described by the claims of a verified ID token.
         *
         * @throws SignInException if the issuer or subject is invalid
         */
        static ProvidedPerson of(JsonNode claims) {
            String issuer = claims.path("iss").asText();
            String subject = claims.path("sub").asText();
            if (issuer.isEmpty()
                    || issuer.length() > MAX_ISSUER_LENGTH
                    || !SUBJECT.matcher(subject).matches()) {
                throw SignInException.refused();
            }
            String name = name(claims, "name")
                    .or(() -> name(claims, "given_name")
                            .map(given -> cut(
                                    (given + " " + name(claims, "family_name").orElse("")).strip())))
                    .or(() -> name(claims, "preferred_username"))
                    .orElse(null);
            return new ProvidedPerson(SignInProvider.withoutSlash(issuer), subject, name);
        }

        private static Optional<String> name(JsonNode claims, String claim) {
            JsonNode value = claims.path(claim);
            if (!value.isTextual()) {
                return Optional.empty();
            }
            String text = value.textValue();
            String name = UNSAFE_CHARACTERS
                    .matcher(text.length() > 10 * MAX_NAME_LENGTH ? text.substring(0, 10 * MAX_NAME_LENGTH) : text)
                    .replaceAll(" ")
                    .replaceAll("\\s+", " ")
                    .strip();
            return name.isEmpty() ? Optional.empty() : Optional.of(cut(name));
        }

        private static String cut(String name) {
            return name.codePointCount(0, name.length()) <= MAX_NAME_LENGTH
                    ? name
                    : name.substring(0, name.offsetByCodePoints(0, MAX_NAME_LENGTH));
        }
    }
}
