package org.offprint.web.harvest.bulk;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.services.citations.OpenCitations;
import org.offprint.services.citations.OpenCitations.Piece;
import org.offprint.web.api.ResponseHeaders;

/** REST resource that exports the citations of published articles for OpenCitations. */
@Path("/v1/exports/opencitations")
@Tag(name = "Exports")
@PermitAll
@Produces(OpenCitationsResource.CSV)
@QuotaOf(QuotaClass.EXPORT)
public class OpenCitationsResource {

    static final String CSV = "text/csv";

    /** Tables of the OpenCitations export. */
    private enum Part {
        META,
        CITATIONS
    }

    private static final Map<String, Part> PARTS = Map.of("meta", Part.META, "citations", Part.CITATIONS);

    private static final String LICENSE = "<https://creativecommons.org/publicdomain/zero/1.0/>";

    private final OpenCitations citations;
    private final ChangeLog log;
    private final ExportStreams streams;

    OpenCitationsResource(OpenCitations citations, ChangeLog log, ExportStreams streams) {
        this.citations = citations;
        this.log = log;
        this.streams = streams;
    }

    @GET
    @Blocking
    @ResponseHeaders({"Monitor", "Content-Disposition"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "exportOpenCitations",
            summary = "Export all citations",
            description = "Returns the citations of published articles in the two tables that OpenCitations"
                    + " accepts. `citations` (CITS-CSV) contains the citation links, and `meta` (META-CSV)"
                    + " contains the metadata of the linked works. Both tables contain the same works. The"
                    + " tables are for programs: texts that spreadsheets would run as formulas are not escaped."
                    + " The data is available under CC0.")
    @APIResponse(
            responseCode = "200",
            description = "The requested export table.",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    public RestMulti<byte[]> exportOpenCitations(
            @QueryParam("part")
                    @Parameter(
                            description = "Table to export: `citations` or `meta`.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"meta", "citations"},
                                            defaultValue = "citations"))
                    String part,
            @Context RoutingContext context) {
        Part asked = part(part);
        Function<String, Piece> table = asked == Part.META ? citations::meta : citations::citations;
        var response = RestMulti.fromMultiData(streams.of(new TableChunks(table), context));
        headers(asked).forEach(response::header);
        return response.build();
    }

    @HEAD
    @Operation(hidden = true)
    public Response head(@QueryParam("part") String part) {
        Response.ResponseBuilder response = Response.ok().type(CSV);
        headers(part(part)).forEach(response::header);
        return response.build();
    }

    /** Supplies the chunks of an OpenCitations table. The last chunk is empty. */
    private static final class TableChunks implements Supplier<byte[]> {

        private final Function<String, Piece> table;
        private String place;
        private boolean isOver;

        private TableChunks(Function<String, Piece> table) {
            this.table = table;
        }

        @Override
        public byte[] get() {
            // Skip chunks without rows, because an empty chunk marks the end of the table.
            String csv = "";
            while (csv.isEmpty() && !isOver) {
                Piece piece = table.apply(place);
                csv = piece.csv();
                place = piece.next();
                isOver = place == null;
            }
            return csv.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static Part part(String given) {
        Parameters parameters = new Parameters();
        Part part = parameters.oneOf("part", given, PARTS, Part.CITATIONS);
        parameters.check();
        return part;
    }

    private Map<String, String> headers(Part part) {
        String file = part == Part.META ? "meta.csv" : "citations.csv";
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.put(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
        headers.put(
                HttpHeaders.LINK,
                "</v1/changes?after=" + log.end() + ">; rel=\"monitor\", " + LICENSE + "; rel=\"license\"");
        return headers;
    }
}
