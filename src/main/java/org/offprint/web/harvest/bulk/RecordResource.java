package org.offprint.web.harvest.bulk;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.ResponseHeaders;

/** REST resource that exports journals with all their records for import into another service. */
@Path("/v1/exports")
@Tag(name = "Exports")
@RolesAllowed(Role.EDITOR)
@QuotaOf(QuotaClass.EXPORT)
public class RecordResource {

    private static final String ZIP = "application/zip";

    private final RecordLines lines;
    private final FileContents contents;
    private final ExportStreams streams;
    private final Caller caller;
    private final Sql sql;

    RecordResource(RecordLines lines, FileContents contents, ExportStreams streams, Caller caller, Sql sql) {
        this.lines = lines;
        this.contents = contents;
        this.streams = streams;
        this.caller = caller;
        this.sql = sql;
    }

    @GET
    @Path("records.jsonl.gz")
    @Blocking
    @Produces(BulkResource.GZIP)
    @ResponseHeaders({"Monitor", "Content-Disposition"})
    @Operation(
            operationId = "exportRecords",
            summary = "Export journals as records",
            description = "Returns the public records of the journals that the key can edit. `POST /v1/imports`"
                    + " accepts the lines of the export. The records are journals, affiliations of their"
                    + " articles, issues, and articles with their retractions. Withdrawn articles are included"
                    + " with their tombstones. An import into another store creates the same records in the"
                    + " other store.")
    @APIResponse(
            responseCode = "200",
            description = "Records as JSON lines, compressed with gzip.",
            content =
                    @Content(
                            mediaType = BulkResource.GZIP,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestMulti<byte[]> exportRecords(
            @QueryParam("journal")
                    @Parameter(
                            description =
                                    "Id of the only journal to export. By default, all journals that the key can edit"
                                            + " are exported.")
                    UUID journal,
            @Context RoutingContext context) {
        RecordMembers members = new RecordMembers(new JsonLinesWriter(lines.stages(), journals(journal)));
        return RestMulti.fromMultiData(streams.of(members::nextChunk, context))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"records.jsonl.gz\"")
                .build();
    }

    @GET
    @Path("records.zip")
    @Blocking
    @Produces(ZIP)
    @ResponseHeaders({"Monitor", "Content-Disposition"})
    @Operation(
            operationId = "exportArchive",
            summary = "Export journals with their files",
            description = "Returns the records of `exportRecords` and the files of the newest article versions,"
                    + " including the source files of full texts. The response is a zip file that `POST"
                    + " /v1/imports` accepts. The zip file contains `records.jsonl` and each file once. The"
                    + " path of each file is `files/` followed by its SHA-256 hash.")
    @APIResponse(
            responseCode = "200",
            description = "Zip file of the records and their files.",
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestMulti<byte[]> exportArchive(
            @QueryParam("journal")
                    @Parameter(
                            description =
                                    "Id of the only journal to export. By default, all journals that the key can edit"
                                            + " are exported.")
                    UUID journal,
            @Context RoutingContext context) {
        RecordArchive archive = new RecordArchive(lines, contents, journals(journal));
        return RestMulti.fromMultiData(
                        streams.of(archive::nextChunk, context).onTermination().invoke(archive::close))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"records.zip\"")
                .build();
    }

    /** Returns the ids of the exported journals, or null for all journals. */
    private Set<UUID> journals(UUID journal) {
        if (journal == null) {
            return caller.journals().orElse(null);
        }
        if (sql.first("select id from journal where id = ?", row -> Sql.uuid(row, "id"), journal)
                .isEmpty()) {
            Parameters parameters = new Parameters();
            parameters.addError("journal", "unknown-journal", "There is no journal " + journal + ".");
            parameters.check();
        }
        caller.requireEditorOf(journal);
        return Set.of(journal);
    }

    /** Compressed JSON Lines file of records of all kinds, created in chunks while a client downloads it. */
    static final class RecordMembers extends ChunkedFile {

        private final JsonLinesWriter records;
        private Gzip out;

        RecordMembers(JsonLinesWriter records) {
            this.records = records;
        }

        @Override
        boolean advance() throws IOException {
            if (out == null) {
                out = new Gzip(unsent);
            }
            boolean isMore = records.writeSome(out);
            if (!isMore) {
                out.close();
            }
            return isMore;
        }
    }
}
