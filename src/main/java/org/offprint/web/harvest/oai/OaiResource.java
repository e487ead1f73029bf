package org.offprint.web.harvest.oai;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.filters.RequestLimiter;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.parameters.QueryText;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.web.harvest.oai.items.OaiScope;
import org.offprint.web.harvest.oai.items.OaiSets;

/**
 * REST resource for OAI-PMH 2.0, with one base URL for all journals and one per journal. Each response is created
 * completely before it is sent, so that no thread waits for a slow client.
 */
@Path("/oai")
@PermitAll
@OwnParameters
@Produces(MediaType.WILDCARD)
@QuotaOf(QuotaClass.EXPORT)
public class OaiResource {

    /** Media type that OAI-PMH requires for all responses (section 3.1.2.1). */
    private static final String XML = "text/xml;charset=UTF-8";

    private static final int MAX_WAITING = 100;
    private static final long TIMEOUT_MILLIS = 10_000;
    private static final int RETRY_SECONDS = 10;

    private final OaiProvider provider;
    private final OaiSets sets;
    private final PublicUrl publicUrl;
    private final RequestLimiter limiter;

    OaiResource(
            OaiProvider provider,
            OaiSets sets,
            PublicUrl publicUrl,
            @ConfigProperty(name = "offprint.oai.concurrent-requests") int atOnce) {
        this.provider = provider;
        this.sets = sets;
        this.publicUrl = publicUrl;
        limiter = new RequestLimiter("OAI-PMH requests", atOnce, MAX_WAITING, TIMEOUT_MILLIS, RETRY_SECONDS);
    }

    @GET
    @Operation(hidden = true)
    public Response get(@Context HttpServerRequest request, @Context UriInfo uri) {
        return answer(null, "", request, uri);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response post(String form, @Context HttpServerRequest request, @Context UriInfo uri) {
        return answer(null, form, request, uri);
    }

    @GET
    @Path("{journal}")
    @Operation(hidden = true)
    public Response getOfJournal(
            @PathParam("journal") String journal, @Context HttpServerRequest request, @Context UriInfo uri) {
        return answer(journal, "", request, uri);
    }

    @POST
    @Path("{journal}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response postOfJournal(
            @PathParam("journal") String journal,
            String form,
            @Context HttpServerRequest request,
            @Context UriInfo uri) {
        return answer(journal, form, request, uri);
    }

    private Response answer(String journal, String form, HttpServerRequest request, UriInfo uri) {
        String base = publicUrl.base(uri);
        UUID id =
                journal == null ? null : sets.journal(journal).orElseThrow(() -> Problems.notFound("journal", journal));
        OaiScope scope = new OaiScope(base + "/oai" + (journal == null ? "" : "/" + journal), base, id);
        List<Map.Entry<String, String>> sent =
                new ArrayList<>(QueryText.of(request.query()).pairs());
        sent.addAll(pairs(form));
        return Response.ok(limiter.within(() -> provider.answer(sent, scope)), XML)
                .build();
    }

    private static List<Map.Entry<String, String>> pairs(String form) {
        try {
            return QueryText.of(form).pairs();
        } catch (IllegalArgumentException e) {
            throw Problems.of(400, "bad-request", "The form cannot be parsed", e.getMessage());
        }
    }
}
