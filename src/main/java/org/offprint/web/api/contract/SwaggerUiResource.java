package org.offprint.web.api.contract;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.OwnParameters;

/** REST resource for the Swagger UI page, where users can read about the API and try it out. */
@Path("/docs")
@PermitAll
@OwnParameters
public class SwaggerUiResource {

    private static final String PAGE = "index.html";

    private static final Map<String, String> TYPES = Map.of(
            PAGE,
            "text/html;charset=UTF-8",
            "start.js",
            "text/javascript;charset=UTF-8",
            "swagger-ui-bundle.js",
            "text/javascript;charset=UTF-8",
            "swagger-ui.css",
            "text/css;charset=UTF-8",
            "icon.svg",
            "image/svg+xml");

    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    private record PageFile(Encoded content, String etag) {}

    @GET
    @Operation(hidden = true)
    public Response getDocumentation(@Context HttpHeaders headers) {
        return respond(PAGE, headers);
    }

    @GET
    @Path("{name}")
    @Operation(hidden = true)
    public Response getDocumentationFile(@PathParam("name") String name, @Context HttpHeaders headers) {
        return respond(name, headers);
    }

    private Response respond(String name, HttpHeaders headers) {
        String type = TYPES.get(name);
        if (type == null) {
            throw Problems.notFound("file", name);
        }
        PageFile file = files.computeIfAbsent(name, SwaggerUiResource::read);
        return Reply.forReaders(headers, file.content(), file.etag(), null)
                .type(type)
                .build();
    }

    private static PageFile read(String name) {
        String path = name.equals("icon.svg") ? "/site/assets/icon.svg" : "/swagger-ui/" + name;
        try (InputStream file = SwaggerUiResource.class.getResourceAsStream(path)) {
            byte[] bytes = file.readAllBytes();
            return new PageFile(Encoded.ofGzip(Encoded.compress(bytes)), EntityTag.of(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
