package org.offprint.web.api.imports;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.imports.Imports;
import org.offprint.imports.batch.ImportOutcome;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.requests.BodyOfAnySize;
import org.offprint.platform.jobs.Job;
import org.offprint.platform.jobs.Jobs;
import org.offprint.platform.jobs.RecordOutcome;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.lists.PageRequest;

/** REST resource for import jobs, which load whole journals from files in the background. */
@Path(ImportView.PATH)
@Tag(name = "Imports")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

    private final Imports imports;
    private final UploadReceiver receiver;
    private final ImportLists lists;
    private final Jobs jobs;
    private final Caller caller;

    ImportResource(Imports imports, UploadReceiver receiver, ImportLists lists, Jobs jobs, Caller caller) {
        this.imports = imports;
        this.receiver = receiver;
        this.lists = lists;
        this.jobs = jobs;
        this.caller = caller;
    }

    /** Schema of a page of imports, for the OpenAPI document. */
    @Schema(name = "ImportPage", description = "Page of imports.")
    record ImportPage(
            @Schema(required = true, description = "Imports on this page.")
            List<ImportView> items,

            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    /** Schema of a page of import outcomes, for the OpenAPI document. */
    @Schema(name = "ImportOutcomePage", description = "Page of the outcomes of an import.")
    record ImportOutcomePage(
            @Schema(required = true, description = "Outcomes on this page, in the order of the imported records.")
            List<ImportOutcome> items,

            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @BodyOfAnySize
    @Operation(
            operationId = "createImport",
            summary = "Import records from files",
            description = "Imports a file of any size, either uncompressed or compressed with gzip. Send several"
                    + " files as `multipart/form-data` or as a zip file. The response is sent when all bytes"
                    + " are stored. The import then runs in the background. Get the progress from the"
                    + " `Location` of the response. Invalid records are reported individually and do not stop"
                    + " the import. Editors can import into their own journals. Journals that do not exist are"
                    + " created only if an admin imports.")
    @APIResponse(responseCode = "408", description = "The body arrived too slowly.")
    @APIResponse(
            responseCode = "202",
            description = "The import was accepted and is queued.",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(responseCode = "507", description = "The service does not have enough free disk space for the file.")
    public Reply<ImportView> createImport(
            @BeanParam ImportParameters parameters,
            @HeaderParam("Content-Type") @Parameter(hidden = true) String contentType,
            @HeaderParam("Content-Length") @Parameter(hidden = true) String length,
            @RequestBody(
                            description = "File to import, several files as `multipart/form-data`, or a zip file.",
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body) {
        parameters.read(contentType, imports, caller, List.of());
        UUID id = Ids.next();
        imports.registerUpload(id);
        boolean taken = false;
        try {
            List<ImportRequest.File> files = receiver.receive(id, body, contentType, length);
            ImportRequest request = parameters.read(contentType, imports, caller, files);
            imports.requireReadable(id, request);
            imports.submit(id, request);
            taken = true;
        } finally {
            if (!taken) {
                imports.abandon(id);
            }
        }
        ImportView view = ImportView.of(jobs.find(Imports.KIND, id).orElseThrow());
        return Reply.of(Response.accepted(Json.write(view))
                .header("Location", ImportView.PATH + "/" + id)
                .header("Cache-Control", "no-store"));
    }

    @GET
    @Operation(
            operationId = "listImports",
            summary = "List the imports",
            description =
                    "Returns the imports of the calling key, newest first. Admins get the imports of all" + " keys.")
    public Reply<ImportPage> listImports(@BeanParam PageRequest request) {
        return lists.imports(request, readable());
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getImport",
            summary = "Get an import",
            description = "Returns the status of an import, its progress and speed, and the number of records by"
                    + " outcome.")
    public Reply<ImportView> getImport(@PathParam("id") ParameterValue<UUID> id) {
        return Reply.of(Reply.forEditors(Json.write(ImportView.of(find(id.text()))), null));
    }

    @GET
    @Path("{id}/outcomes")
    @Operation(
            operationId = "listImportOutcomes",
            summary = "List the outcomes of an import",
            description = "Returns the outcome of each record, in the order of the imported records. An outcome"
                    + " states the position of the record in its file, the resulting record and the errors. The"
                    + " outcome also lists source data that has no member in the record, and additional records"
                    + " that were created because the record refers to them.")
    public Reply<ImportOutcomePage> listImportOutcomes(
            @PathParam("id") ParameterValue<UUID> id,
            @QueryParam("outcome")
                    @Parameter(
                            description =
                                    "Filter by outcome, for example `failed`. By default, all outcomes are listed.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"created", "updated", "unchanged", "failed"}))
                    String outcome,
            @BeanParam PageRequest request) {
        Parameters parameters = new Parameters();
        Object wanted = parameters.oneOf("outcome", outcome, Vocabulary.terms(RecordOutcome.class), null);
        parameters.check();
        return lists.outcomes(request, find(id.text()), (RecordOutcome) wanted);
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "cancelImport",
            summary = "Cancel an import",
            description = "Stops an import. Records that were already imported remain stored. Returns 409 if the"
                    + " import has ended.")
    @APIResponse(responseCode = "204", description = "The import was cancelled.")
    public void cancelImport(@PathParam("id") ParameterValue<UUID> id) {
        Job job = find(id.text());
        if (!jobs.cancel(job.id())) {
            throw Problems.conflict("The import has ended", "Only a queued or running import can be cancelled.");
        }
    }

    private Job find(String id) {
        return jobs.find(Imports.KIND, id, readable()).orElseThrow(() -> Problems.notFound("import", id));
    }

    /** Returns the API key whose imports the caller can read, or null for admins, who can read all imports. */
    private UUID readable() {
        return caller.isAdmin() ? null : caller.keyId();
    }
}
