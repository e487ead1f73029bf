package org.offprint.web.api.references;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.ReferenceFormats;
import org.offprint.formats.ReferenceFormats.ReferenceFormat;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.security.Caller;
import org.offprint.references.pasted.PastedReference;

/** REST resource that parses printed references without storing them. */
@Path("/v1/references/parse")
@Tag(name = "References")
public class ParseResource {

    private final ReferenceParsing reading;
    private final Caller caller;

    ParseResource(ReferenceParsing reading, Caller caller) {
        this.reading = reading;
        this.caller = caller;
    }

    /** Response body with the parsed references. */
    @Schema(name = "ParsedReferences", description = "Parsed references of the request body.")
    record ParsedReferences(
            @Schema(
                    required = true,
                    description =
                            "Version number of the parser model. Other versions may parse the same text differently.",
                    examples = "3")
            String model,

            @Schema(required = true, description = "References in the order of the request.")
            List<ParsedWords> items) {}

    @POST
    @PermitAll
    @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Produces({
        MediaType.APPLICATION_JSON,
        "application/vnd.citationstyles.csl+json",
        "application/x-bibtex",
        "application/x-research-info-systems",
        "application/vnd.jats+xml",
        "application/vnd.crossref.deposit+xml"
    })
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "parseReferences",
            summary = "Parse printed references",
            description = "Parses printed references in any style and language, and returns a confidence for each"
                    + " part. Accepts up to 1,000 references with up to 10,000 characters each. Without a key,"
                    + " accepts up to 100 references and 100,000 bytes. Each 2,000 characters count as one"
                    + " request of the quota. Send a JSON list, or a pasted bibliography in plain text (UTF-8). A"
                    + " bibliography is split at blank lines, numbers or line ends. Nothing is stored.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ParsedReferences.class)))
    public Reply<ParsedReferences> parseReferences(
            @QueryParam("format")
                    @Parameter(
                            description =
                                    "Format of the returned document with the parsed parts, instead of JSON. `Accept`"
                                            + " can also select the format.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"csl", "bibtex", "ris", "jats", "crossref"}))
                    String format,
            @RequestBody(
                            description = "References to parse: a JSON list, or a pasted bibliography as plain text.",
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = ReferenceRequestBody.ReferenceTexts.class)),
                                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING))
                            })
                    InputStream body,
            @Context HttpHeaders headers) {
        ReferenceFormat file = requestedFormat(format, headers);
        List<PastedReference> sent = ReferenceRequestBody.read(body, headers, caller.isAnonymous());
        reading.count(QuotaClass.WRITE, sent);
        List<ParsedWords> items =
                reading.read(sent).stream().map(ParsedWords::of).toList();
        Response.ResponseBuilder response = file == null
                ? Response.ok(Json.write(new ParsedReferences(reading.model(), items)), MediaType.APPLICATION_JSON)
                : Response.ok(file.write(items.stream()
                                        .map(ParsedWords::reference)
                                        .toList())
                                .getBytes(StandardCharsets.UTF_8))
                        .type(file.format().contentType());
        return Reply.of(CachePolicy.PRIVATE.on(response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT)));
    }

    /**
     * Returns the requested reference format, or null for JSON. The query parameter {@code format} takes precedence
     * over the {@code Accept} header.
     */
    private static ReferenceFormat requestedFormat(String format, HttpHeaders headers) {
        Parameters parameters = new Parameters();
        ReferenceFormat named = parameters.oneOf("format", format, ReferenceFormats.BY_NAME, null);
        parameters.check();
        if (named != null) {
            return named;
        }
        List<String> offered = new ArrayList<>(List.of(MediaType.APPLICATION_JSON));
        ReferenceFormats.BY_NAME
                .values()
                .forEach(each -> offered.add(each.format().mediaType()));
        List<String> lines = headers.getRequestHeader(HttpHeaders.ACCEPT);
        String best = Accept.of(lines == null || lines.isEmpty() ? null : String.join(",", lines))
                .best(offered)
                .orElse(MediaType.APPLICATION_JSON);
        return ReferenceFormats.BY_NAME.values().stream()
                .filter(each -> each.format().mediaType().equals(best))
                .findFirst()
                .orElse(null);
    }
}
