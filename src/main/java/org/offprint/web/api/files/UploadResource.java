package org.offprint.web.api.files;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.Conditions;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.requests.BodyOfAnySize;
import org.offprint.platform.security.Role;
import org.offprint.web.api.files.Uploads.Upload;

/**
 * REST resource for resumable uploads according to the tus 1.0.0 core protocol, with the extensions creation,
 * expiration and termination.
 */
@Path(UploadResource.PATH)
@Tag(name = "Files")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class UploadResource {

    static final String PATH = "/v1/uploads";

    private static final String VERSION = "1.0.0";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";

    private final Uploads uploads;
    private final FileReceiver receiver;

    UploadResource(Uploads uploads, FileReceiver receiver) {
        this.uploads = uploads;
        this.receiver = receiver;
    }

    /** Resumable upload, as returned to the editor who created it. */
    @Schema(name = "Upload", description = "Resumable upload of a file.")
    record UploadView(
            @Schema(required = true) UUID id,

            @Schema(required = true, description = "Total length of the upload, in bytes.")
            long length,

            @Schema(required = true, description = "Number of bytes received so far.")
            long offset,

            @Schema(description = "Name of the file. Omitted if the client did not state a name.")
            String name,

            @Schema(
                    required = true,
                    description = "Time at which the upload expires, one day after the last part was received.")
            Instant expiresAt) {}

    @POST
    @Operation(
            operationId = "createUpload",
            summary = "Create a resumable upload",
            description = "Creates a resumable upload (tus 1.0.0). Send the total length in `Upload-Length`, then"
                    + " send the bytes to the `Location` with PATCH, in one or more parts. `PUT"
                    + " …/files/{name}?upload={id}` turns the upload into a file of an article. An upload"
                    + " expires one day after its last part. A key can have at most 100 open uploads. Another"
                    + " upload returns 409.")
    @APIResponse(
            responseCode = "201",
            description = "The upload was created.",
            content = @Content(schema = @Schema(implementation = UploadView.class)))
    @APIResponse(
            responseCode = "412",
            description = "The tus version in `Tus-Resumable` is not supported.",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    @APIResponse(responseCode = "413", description = "The file exceeds the maximum size.")
    public Reply<UploadView> createUpload(
            @HeaderParam("Tus-Resumable")
                    @Parameter(
                            description = "Version of the tus protocol. Only `1.0.0` is supported.",
                            example = VERSION)
                    String version,
            @HeaderParam(LENGTH) @Parameter(description = "Length of the file, in bytes.", required = true)
                    ParameterValue<Long> length,
            @HeaderParam("Upload-Metadata")
                    @Parameter(
                            description =
                                    "Metadata of the file, as pairs of a key and a base64 value, separated by commas."
                                            + " Accepted keys are `filename` and `filetype`.")
                    String metadata) {
        requireVersion(version);
        if (length == null) {
            throw Problems.badHeader(
                    LENGTH, "required", "Upload-Length is required. Send the length of the file in bytes.");
        }
        long bytes = number(LENGTH, length.text());
        if (bytes > receiver.largest()) {
            throw Problems.tooLarge(receiver.largest());
        }
        UploadMetadata stated = UploadMetadata.read(metadata);
        Upload upload = uploads.begin(bytes, stated.fileName(), stated.fileType());
        return Reply.of(headers(Response.status(201).entity(Json.write(view(upload))), upload)
                .header("Location", PATH + "/" + upload.id()));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getUpload",
            summary = "Get the progress of an upload",
            description = "Returns the number of bytes received so far. Clients of tus send HEAD and read"
                    + " `Upload-Offset`.")
    @APIResponse(responseCode = "200", description = "OK")
    public Reply<UploadView> getUpload(@PathParam("id") ParameterValue<UUID> id) {
        Upload upload = uploads.find(id.text());
        return Reply.of(headers(Response.ok(Json.write(view(upload))), upload));
    }

    @PATCH
    @Path("{id}")
    @Consumes(UploadResource.PATCH_TYPE)
    @BodyOfAnySize
    @Operation(
            operationId = "continueUpload",
            summary = "Append bytes to an upload",
            description = "Appends the body to the upload. `Upload-Offset` must be the number of bytes received so"
                    + " far. Otherwise, the response is 409 with the current `Upload-Offset`. If the connection"
                    + " breaks, the received bytes are stored.")
    @APIResponse(responseCode = "408", description = "The body arrived too slowly.")
    @APIResponse(responseCode = "204", description = "The bytes were stored.")
    @APIResponse(responseCode = "507", description = "The service does not have enough free disk space for the upload.")
    @APIResponse(
            responseCode = "412",
            description = "The tus version in `Tus-Resumable` is not supported.",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    public Response continueUpload(
            @PathParam("id") ParameterValue<UUID> id,
            @HeaderParam("Tus-Resumable")
                    @Parameter(
                            description = "Version of the tus protocol. Only `1.0.0` is supported.",
                            example = VERSION)
                    String version,
            @HeaderParam(OFFSET)
                    @Parameter(
                            description = "Offset of the first byte of the body in the upload, starting at 0.",
                            required = true)
                    ParameterValue<Long> offset,
            @RequestBody(
                            description = "Next bytes of the upload. The first byte is at position `Upload-Offset`.",
                            required = true,
                            content =
                                    @Content(
                                            mediaType = UploadResource.PATCH_TYPE,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body) {
        requireVersion(version);
        if (offset == null) {
            throw Problems.badHeader(
                    OFFSET,
                    "required",
                    "Upload-Offset is required. Send the offset of the first byte of the body in the upload.");
        }
        long from = number(OFFSET, offset.text());
        Upload upload = uploads.append(id.text(), from, receiver.withTimeout(body)::read);
        return headers(Response.noContent(), upload).build();
    }

    static final String PATCH_TYPE = "application/offset+octet-stream";

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteUpload",
            summary = "Delete an upload",
            description = "Deletes an upload and its received bytes.")
    @APIResponse(responseCode = "204", description = "The upload was deleted.")
    public Response deleteUpload(@PathParam("id") ParameterValue<UUID> id) {
        uploads.delete(id.text());
        return CachePolicy.PRIVATE
                .on(Response.noContent().header("Tus-Resumable", VERSION))
                .build();
    }

    private Response.ResponseBuilder headers(Response.ResponseBuilder response, Upload upload) {
        return CachePolicy.PRIVATE
                .on(response)
                .header("Tus-Resumable", VERSION)
                .header("Tus-Version", VERSION)
                .header("Tus-Extension", "creation,expiration,termination")
                .header("Tus-Max-Size", receiver.largest())
                .header(OFFSET, upload.offset())
                .header(LENGTH, upload.length())
                .header("Upload-Expires", Conditions.httpDate(upload.expiresAt()));
    }

    private static UploadView view(Upload upload) {
        return new UploadView(upload.id(), upload.length(), upload.offset(), upload.name(), upload.expiresAt());
    }

    private static void requireVersion(String version) {
        if (version != null && !version.equals(VERSION)) {
            throw Problems.of(
                            412,
                            "tus-version",
                            "The tus version is not supported",
                            "Send Tus-Resumable: " + VERSION + ".")
                    .withHeader("Tus-Version", VERSION);
        }
    }

    private static long number(String header, String value) {
        String digits = value.strip();
        boolean isNumber =
                !digits.isEmpty() && digits.length() < 19 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            throw Problems.badHeader(header, "number-format", "Must be a whole number, 0 or greater.");
        }
        return Long.parseLong(digits);
    }

    /**
     * Metadata of an upload from the {@code Upload-Metadata} header (tus 1.0.0), which contains pairs of a key and a
     * base64 value. Unknown keys are ignored, because the protocol allows any key.
     *
     * @param fileName name of the file; null if absent
     * @param fileType media type of the file; null if absent
     */
    record UploadMetadata(String fileName, String fileType) {

        private static final String HEADER = "Upload-Metadata";
        private static final int MAX_LENGTH = 4_000;
        private static final int MAX_VALUE_LENGTH = 255;

        /**
         * Parses the {@code Upload-Metadata} header.
         *
         * @param header header value; null if absent
         * @throws org.offprint.kernel.faults.ProblemException 400 if the header is malformed
         */
        static UploadMetadata read(String header) {
            if (header == null) {
                return new UploadMetadata(null, null);
            }
            if (header.length() > MAX_LENGTH) {
                throw Problems.badHeader(HEADER, "size", "Must have at most " + MAX_LENGTH + " characters.");
            }
            String name = null;
            String type = null;
            for (String pair : header.split(",")) {
                String[] parts = pair.strip().split(" ");
                String value = parts.length == 2 ? decoded(parts[1]) : "";
                if (parts.length > 2) {
                    throw malformed();
                }
                if (parts[0].equals("filename") || parts[0].equals("name")) {
                    name = value;
                } else if (parts[0].equals("filetype") || parts[0].equals("type")) {
                    type = value;
                }
            }
            return new UploadMetadata(name, type);
        }

        private static String decoded(String base64) {
            String value;
            try {
                value = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw malformed();
            }
            if (value.length() > MAX_VALUE_LENGTH || value.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == 0xFFFD)) {
                throw malformed();
            }
            return value.isBlank() ? null : value;
        }

        private static RuntimeException malformed() {
            return Problems.badHeader(
                    HEADER, "metadata-format", "Must be pairs of a key and a base64 value, separated by commas.");
        }
    }
}
