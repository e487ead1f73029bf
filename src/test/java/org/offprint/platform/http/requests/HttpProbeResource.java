package org.offprint.platform.http.requests;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.MDC;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.Conditions;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.paging.PageWriter;
import org.offprint.platform.http.parameters.OwnParameters;

/** HTTP operations that exist only to test the HTTP behaviour of the service. */
@Path("/v1/manners")
@PermitAll
@Produces("application/json")
public class HttpProbeResource {

    static final String ETAG = "\"v1\"";

    record Filter(
            @QueryParam("limit") String limit,
            @QueryParam("type") List<String> types) {}

    @GET
    @Operation(hidden = true)
    public Response list(
            @BeanParam Filter filter,
            @QueryParam("doi") String doi,
            @QueryParam("cursor") String cursor,
            @Context HttpServerRequest request) {
        PageLinks links = PageLinks.byCursor(request, 20, "abc", null);
        byte[] item = ("{\"doi\":\""
                        + java.util.HexFormat.of().formatHex(String.valueOf(doi).getBytes(StandardCharsets.UTF_8))
                        + "\",\"types\":" + filter.types().size() + "}")
                .getBytes(StandardCharsets.UTF_8);
        return CachePolicy.PUBLIC
                .on(Response.ok(PageWriter.write(List.of(item), 1L, links)).header("Link", links.header()))
                .build();
    }

    @POST
    @Operation(hidden = true)
    @Consumes("application/json")
    public Response create(InputStream body) throws IOException {
        long length = body.transferTo(java.io.OutputStream.nullOutputStream());
        return Response.status(201).entity(bytes("{\"length\":" + length + "}")).build();
    }

    @POST
    @Path("/imports")
    @Operation(hidden = true)
    @BodyOfAnySize
    public Response importAny(InputStream body) throws IOException {
        return create(body);
    }

    @GET
    @Path("/documents/{size}")
    @Operation(hidden = true)
    public Response document(@PathParam("size") int size, @HeaderParam("If-None-Match") String ifNoneMatch) {
        byte[] body = bytes("\"" + "a".repeat(size - 2) + "\"");
        boolean unchanged = Conditions.notModified(ifNoneMatch, null, ETAG, null);
        return Response.status(unchanged ? 304 : 200)
                .header("ETag", ETAG)
                .header("Vary", "Accept")
                .entity(size % 2 == 0 ? body : Encoded.of(body))
                .build();
    }

    @PUT
    @Path("/documents/{size}")
    @Operation(hidden = true)
    public Response replace(@PathParam("size") int size, @HeaderParam("If-Match") String ifMatch) {
        Conditions.requireMatch(ifMatch, ETAG);
        return Response.noContent().build();
    }

    @PATCH
    @Path("/documents/{size}")
    @Operation(hidden = true)
    @Consumes({"application/merge-patch+json", "application/json-patch+json"})
    public Response change(@PathParam("size") int size, byte[] patch) {
        return Response.noContent().build();
    }

    @GET
    @Path("/documents/newest")
    @Operation(hidden = true)
    public Response newest() {
        return Response.ok(bytes("{}")).build();
    }

    @DELETE
    @Path("/documents/{size}")
    @Operation(hidden = true)
    @RolesAllowed("admin")
    public Response delete(@PathParam("size") int size) {
        return Response.noContent().build();
    }

    @GET
    @Path("/log-context")
    @Operation(hidden = true)
    public Response logContext() {
        return Response.ok(bytes(
                        "{\"requestId\":\"" + MDC.get("requestId") + "\",\"traceId\":\"" + MDC.get("traceId") + "\"}"))
                .build();
    }

    @GET
    @Path("/any")
    @Operation(hidden = true)
    @OwnParameters
    public Response any() {
        return Response.ok(bytes("{}")).build();
    }

    @GET
    @Path("/failures/{kind}")
    @Operation(hidden = true)
    public Response fail(@PathParam("kind") String kind) throws Exception {
        switch (kind) {
            case "gone" -> throw Problems.gone("Withdrawn on 2025-01-02.");
            case "duplicate" -> throw Problems.duplicate("/doi", "DOI", "/v1/articles/1");
            case "wrapped" -> throw new IllegalStateException(Problems.conflict("No", "Not now."));
            case "credentials" -> throw new AuthenticationFailedException("secret detail");
            case "role" -> throw new ForbiddenException("secret detail");
            case "alternatives" -> throw new NotAcceptableException();
            case "database" -> throw new IllegalStateException(new SQLException("secret", "08006"));
            case "shutdown" -> throw new SQLException("secret", "57P01");
            case "pool" -> throw new SQLException("Sorry, acquisition timeout!");
            case "enlisting" -> throw new SQLException("Unable to enlist connection to existing transaction");
            case "query" -> throw new SQLException("secret", "42601");
            default -> throw new IllegalStateException("secret detail");
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
