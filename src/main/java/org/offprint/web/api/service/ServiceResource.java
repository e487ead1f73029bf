package org.offprint.web.api.service;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.search.SearchIndex;
import org.offprint.web.api.ResponseHeaders;

/** REST resource for the entry point of the API. */
@Path("/v1")
@Tag(name = "Service")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class ServiceResource {

    private final String version;
    private final SearchIndex index;

    ServiceResource(@ConfigProperty(name = "quarkus.application.version") String version, SearchIndex index) {
        this.version = version;
        this.index = index;
    }

    @GET
    @ResponseHeaders("ETag")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "getService",
            summary = "Get the service description",
            description = "Returns a description of the service, with record counts and request limits. The links"
                    + " contain the paths of the collections, the OpenAPI document and the interfaces for"
                    + " indexing services.")
    public Reply<ServiceView> getService(@Context HttpHeaders headers) {
        byte[] body = Json.write(ServiceView.of(version, counts()));
        return Reply.of(Reply.forReaders(headers, body, EntityTag.of(body), null));
    }

    /**
     * Returns the numbers of public records, or null if the index is unavailable. The entry point of the API does not
     * depend on the index.
     */
    private ServiceCounts counts() {
        try {
            return ServiceCounts.of(index.counts());
        } catch (SearchIndex.NotReadyException e) {
            return null;
        }
    }
}
