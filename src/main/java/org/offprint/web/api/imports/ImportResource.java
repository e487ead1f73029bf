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
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.requests.BodyOfAnySize;
import org.offprint.platform.jobs.Job;
import org.offprint.platform.jobs.Jobs;
import org.offprint.platform.jobs.RecordOutcome;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.lists.PageRequest;

/** Imports: whole journals out of files, as jobs that are done in the background. */
@Path(ImportResource.PATH)
@Tag(name = "Imports")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

    static final String PATH = "/v1/imports";

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

    /** A page of imports, for the contract. */
    @Schema(name = "ImportPage")
    record ImportPage(
            @Schema(required = true) List<ImportView> items,
            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    /** A page of outcomes, for the contract. */
    @Schema(name = "ImportOutcomePage")
    record ImportOutcomePage(
            @Schema(required = true) List<ImportOutcome> items,
            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @BodyOfAnySize
    @Operation(
            operationId = "createImport",
            summary = "Import files",
            description = "Takes a file of any size, plain or compressed by gzip, several in a body of type"
                    + " `multipart/form-data`, or a zip of them, and answers when all of it is written to the disk. The"
                    + " import is then done in the background: look at it at its `Location`. What cannot be imported is"
                    + " told record by record and keeps no other from being imported. Editors import into their own"
                    + " journals; journals that are not here are created where an admin imports.")
    @APIResponse(
            responseCode = "202",
            description = "It is going to be done.",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    @APIResponse(responseCode = "507", description = "There is no room for the file.")
    public Reply<ImportView> createImport(
            @BeanParam ImportParameters parameters,
            @HeaderParam("Content-Type") @Parameter(hidden = true) String contentType,
            @HeaderParam("Content-Length") @Parameter(hidden = true) String length,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body) {
        parameters.read(contentType, imports, caller, List.of());
        UUID id = Ids.next();
        imports.expect(id);
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
                .header("Location", PATH + "/" + id)
                .header("Cache-Control", "no-store"));
    }

    @GET
    @Operation(
            operationId = "listImports",
            summary = "List the imports",
            description = "Newest first: those of the same key, to admins those of all.")
    public Reply<ImportPage> listImports(@BeanParam PageRequest request) {
        return lists.imports(request, readable());
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getImport",
            summary = "Look at an import",
            description = "How far it is, how fast, and what became of the records so far.")
    public Reply<ImportView> getImport(@PathParam("id") Given<UUID> id) {
        return Reply.of(Reply.toEditors(Json.write(ImportView.of(find(id.text()))), null));
    }

    @GET
    @Path("{id}/outcomes")
    @Operation(
            operationId = "listImportOutcomes",
            summary = "List what became of each record",
            description = "In the order of the records: where each stands in its file, what it became, what is wrong"
                    + " with it, what it holds that found no place, and what was created because it names it.")
    public Reply<ImportOutcomePage> listImportOutcomes(
            @PathParam("id") Given<UUID> id,
            @QueryParam("outcome")
                    @Parameter(
                            description = "Only those that ended so.",
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
            description = "Nothing more is imported; what was stays. Where it has ended, that is 409.")
    @APIResponse(responseCode = "204", description = "It is cancelled.")
    public void cancelImport(@PathParam("id") Given<UUID> id) {
        Job job = find(id.text());
        if (!jobs.cancel(job.id())) {
            throw Problems.conflict("The import has ended", "There is nothing to cancel any more.");
        }
    }

    private Job find(String id) {
        return jobs.find(Imports.KIND, id, readable()).orElseThrow(() -> Problems.notFound("import", id));
    }

    /** The caller's own key; null for admins, who see the jobs of all. */
    private UUID readable() {
        return caller.isAdmin() ? null : caller.keyId();
    }
}
