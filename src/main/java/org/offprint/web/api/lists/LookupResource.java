package org.offprint.web.api.lists;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.parameters.ParameterValue;

/** REST resource that redirects from an identifier, for example a DOI, to the identified record. */
@Path("/v1/lookup")
@Tag(name = "Exports")
@PermitAll
public class LookupResource {

    private final PublicIdentifiers identifiers;

    LookupResource(PublicIdentifiers identifiers) {
        this.identifiers = identifiers;
    }

    @GET
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "findByIdentifier",
            summary = "Find a record by identifier",
            description = "Redirects to the article, issue, journal or affiliation that has the given identifier."
                    + " Send exactly one parameter. An ORCID iD redirects to the list of the person's articles."
                    + " Only public records are found.")
    @APIResponse(
            responseCode = "200",
            description = "The record, if the client follows the redirect automatically. This operation itself"
                    + " never returns 200.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Schema.True.class)))
    @APIResponse(responseCode = "303", description = "The record was found. `Location` is the path of the record.")
    @APIResponse(responseCode = "404", description = "No public record has this identifier.")
    public Response findByIdentifier(
            @QueryParam("doi")
                    @Parameter(
                            description =
                                    "DOI of an article or an issue. Accepts bare DOIs, `doi:` and `https://doi.org/`"
                                            + " forms.")
                    ParameterValue<Doi> doi,
            @QueryParam("issn") @Parameter(description = "ISSN of a journal, with or without the hyphen.")
                    ParameterValue<String> issn,
            @QueryParam("orcid")
                    @Parameter(description = "ORCID iD of an author, bare or as an `https://orcid.org/` URL.")
                    ParameterValue<Orcid> orcid,
            @QueryParam("ror")
                    @Parameter(description = "ROR id of an affiliation, bare or as an `https://ror.org/` URL.")
                    ParameterValue<RorId> ror,
            @QueryParam("slug")
                    @Parameter(description = "Slug of an article or, if no article has the slug, of a journal.")
                    ParameterValue<Slug> slug,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        Set<String> asked = uri.getQueryParameters().keySet();
        if (asked.size() != 1) {
            throw Problems.badParameters(List.of(Finding.parameter(
                    asked.isEmpty() ? "doi" : String.join(", ", asked),
                    "one-parameter",
                    "Send exactly one of these parameters: doi, issn, orcid, ror, slug.")));
        }
        Map.Entry<String, String> by = Map.entry(
                asked.iterator().next(),
                uri.getQueryParameters().getFirst(asked.iterator().next()));
        String path = find(by).orElseThrow(() -> Problems.notFound("record with the " + by.getKey(), by.getValue()));
        return CachePolicy.of(headers)
                .on(Response.status(303).header(HttpHeaders.LOCATION, path))
                .build();
    }

    private Optional<String> find(Map.Entry<String, String> by) {
        return switch (by.getKey()) {
            case "doi" -> identifiers.pathOf(read(by, Doi::parse));
            case "issn" -> identifiers.pathOf(read(by, Issn::parse));
            case "orcid" ->
                Optional.of("/v1/articles?orcid=" + read(by, Orcid::parse).bare());
            case "ror" -> identifiers.pathOf(read(by, RorId::parse));
            default -> identifiers.pathOfSlug(by.getValue());
        };
    }

    private static <T> T read(Map.Entry<String, String> by, Function<String, T> parser) {
        try {
            return parser.apply(by.getValue());
        } catch (InvalidValueException e) {
            throw Problems.badParameter(by.getKey(), e.code(), e.getMessage());
        }
    }
}
