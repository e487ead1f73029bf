package org.offprint.web.api.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleReader;
import org.offprint.journal.articles.ArticleView;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileResponses;
import org.offprint.platform.files.types.FileNames;
import org.offprint.platform.http.caching.Conditions;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.requests.BodyOfAnySize;
import org.offprint.platform.security.Role;
import org.offprint.web.api.articles.ArticleReads;
import org.offprint.web.api.articles.ArticleWrites;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.Patch;
import org.offprint.web.api.writes.WriteResponse;

/** REST resource that uploads, changes and removes the files of working copies. */
@Path("/v1/articles/{id}/files")
@Tag(name = "Files")
@Produces(MediaType.APPLICATION_JSON)
public class FileEditResource {

    private static final int MAX_FILES_PER_REQUEST = 100;

    private final ArticleReads reads;
    private final ArticleWrites edits;
    private final ArticleReader reader;
    private final FileContents contents;
    private final FileReceiver receiver;
    private final Uploads uploads;
    private final ClientWrites writes;

    FileEditResource(
            ArticleReads reads,
            ArticleWrites edits,
            ArticleReader reader,
            FileContents contents,
            FileReceiver receiver,
            Uploads uploads,
            ClientWrites writes) {
        this.reads = reads;
        this.edits = edits;
        this.reader = reader;
        this.contents = contents;
        this.receiver = receiver;
        this.uploads = uploads;
        this.writes = writes;
    }

    @PUT
    @Path("{name: .+}")
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.WILDCARD)
    @BodyOfAnySize
    @Operation(
            operationId = "putFile",
            summary = "Upload or replace a file",
            description = "Stores the request body as a file of the working copy, or replaces the file with this"
                    + " name. The type is detected from the content. Readers get the file after the article is"
                    + " published again. Earlier versions keep their own files. To use a resumable upload"
                    + " instead of the body, send the upload id in `upload`. Returns 422 (`file-type`) if the"
                    + " type is not allowed. Send `If-None-Match: *` to create a file. To replace a file, send the"
                    + " `ETag` of the file or of the article in `If-Match`.")
    @APIResponse(responseCode = "408", description = "The body arrived too slowly.")
    @APIResponse(
            responseCode = "200",
            description = "The file with this name was replaced.",
            content = @Content(schema = @Schema(implementation = ArticleFile.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new file was added.",
            content = @Content(schema = @Schema(implementation = ArticleFile.class)))
    @APIResponse(
            responseCode = "507",
            description = "The service does not have enough free disk space. Nothing was" + " stored.")
    public Reply<ArticleFile> putFile(
            @PathParam("id") ParameterValue<UUID> id,
            @PathParam("name")
                    @Parameter(description = "Name of the file, including folders, for example `images/fig1.tif`.")
                    String name,
            @BeanParam PutFileRequest request,
            @BeanParam FileParameters parameters,
            @HeaderParam("Content-Type") @Parameter(hidden = true) String contentType,
            @RequestBody(
                            description = "Content of the file. Send an empty body if you use `upload`.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body) {
        FileEntry stated = parameters.entry(name);
        Article article = reads.requireEditable(id.text());
        request.requireMatchBeforeBody(article.etag(), etag(article, stated.name()));
        FileContents.Content content = parameters.upload() == null
                ? receiver.receive(receiver.withTimeout(body)::read, stated.name(), contentType)
                : uploads.keep(parameters.upload(), stated.name());
        return writes.answer(
                request,
                stated + content.sha256(),
                write -> change(
                        id.text(),
                        locked -> request.requireMatch(locked.etag(), etag(locked, stated.name())),
                        "file-added",
                        write,
                        (locked, files) -> put(locked, files, stated, content, write),
                        (view, edited) -> {
                            ArticleFile file = view.body().files().get(edited.at());
                            return edited.isNew()
                                    ? WriteResponse.created(file.href(), ArticleWrites.etag(view), file)
                                    : WriteResponse.ok(ArticleWrites.etag(view), file);
                        }));
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @BodyOfAnySize
    @Operation(
            operationId = "addFiles",
            summary = "Upload several files as a form",
            description = "Stores each part of the form as a file of the working copy, at most 100 files per"
                    + " request. Each part requires a file name. Existing files with the same names are"
                    + " replaced. The query parameters apply to all files.")
    @APIResponse(responseCode = "408", description = "The body arrived too slowly.")
    @APIResponse(
            responseCode = "200",
            description = "Existing files were replaced. The body lists all files of the working copy.",
            content = @Content(schema = @Schema(implementation = FileResource.FileList.class)))
    @APIResponse(
            responseCode = "201",
            description = "At least one file was added. The body lists all files of the working copy.",
            content = @Content(schema = @Schema(implementation = FileResource.FileList.class)))
    @APIResponse(
            responseCode = "507",
            description = "The service does not have enough free disk space. Nothing was" + " stored.")
    public Reply<FileResource.FileList> addFiles(
            @PathParam("id") ParameterValue<UUID> id,
            @BeanParam EditRequest request,
            @BeanParam FileParameters parameters,
            @HeaderParam("Content-Type") @Parameter(hidden = true) String contentType,
            @RequestBody(
                            description = "Form with one part per file.",
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA,
                                            schema = @Schema(implementation = FileForm.class)))
                    InputStream body) {
        Article article = reads.requireEditable(id.text());
        request.requireMatchBeforeBody(article.etag(), null);
        Map<FileEntry, FileContents.Content> received = received(parameters, contentType, body);
        StringBuilder digest = new StringBuilder();
        received.forEach((entry, content) -> digest.append(entry).append(content.sha256()));
        return writes.answer(
                request,
                digest.toString(),
                write -> change(
                        id.text(),
                        locked -> request.requireMatch(locked.etag()),
                        "file-added",
                        write,
                        (locked, files) -> {
                            boolean isNew = false;
                            for (var file : received.entrySet()) {
                                isNew |= put(locked, files, file.getKey(), file.getValue(), write)
                                        .isNew();
                            }
                            return new Edited(files.size() - 1, isNew);
                        },
                        (view, edited) -> {
                            FileResource.FileList list =
                                    new FileResource.FileList(view.body().files());
                            String etag = ArticleWrites.etag(view);
                            return edited.isNew()
                                    ? WriteResponse.created("/v1/articles/" + article.id + "/files", etag, list)
                                    : WriteResponse.ok(etag, list);
                        }));
    }

    /** Schema of a form with one or more files, for the OpenAPI document. */
    @Schema(name = "FileForm", description = "Form with one or more files.")
    record FileForm(
            @Schema(required = true, description = "Files to add. Each file requires a file name.")
            List<InputStream> file) {}

    private Map<FileEntry, FileContents.Content> received(
            FileParameters parameters, String contentType, InputStream body) {
        Map<FileEntry, FileContents.Content> received = new LinkedHashMap<>();
        try {
            MultipartFiles parts = new MultipartFiles(receiver.withTimeout(body), contentType);
            for (String name = parts.next(); name != null; name = parts.next()) {
                if (name.isEmpty()) {
                    throw MultipartFiles.malformed("Each part of the form must be a file with a file name. Send"
                            + " parameters in the query string.");
                }
                if (received.size() == MAX_FILES_PER_REQUEST) {
                    throw MultipartFiles.malformed("At most " + MAX_FILES_PER_REQUEST
                            + " files are accepted per request. Send the remaining files in another request.");
                }
                FileEntry entry = parameters.entry(name);
                received.put(entry, receiver.receive(parts::read, entry.name(), null));
            }
        } catch (BodyException e) {
            throw Problems.of(400, "bad-request", "The request body is incomplete", e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (received.isEmpty()) {
            throw MultipartFiles.malformed("The form contains no file. Add at least one part with a file name.");
        }
        return received;
    }

    @PATCH
    @Path("{name: .+}")
    @RolesAllowed(Role.EDITOR)
    @Consumes("application/merge-patch+json")
    @Operation(
            operationId = "patchFile",
            summary = "Update the metadata of a file",
            description = "Updates the role, label, language, text alternative or name of a file. The content of"
                    + " the file does not change. Accepts JSON Merge Patch (RFC 7396). `If-Match` can be the"
                    + " `ETag` of the file or of the article.")
    public Reply<ArticleFile> patchFile(
            @PathParam("id") ParameterValue<UUID> id,
            @PathParam("name")
                    @Parameter(description = "Name of the file, including folders, for example `images/fig1.tif`.")
                    String name,
            @BeanParam EditRequest request,
            Patch patch) {
        return writes.answer(request, patch, write -> {
            JsonNode changes = patch.tree();
            return change(
                    id.text(),
                    locked -> request.requireMatch(locked.etag(), etag(locked, FileNames.normalized(name))),
                    "file-changed",
                    write,
                    (locked, files) -> {
                        int at = requireAt(files, name);
                        files.set(at, patch.asFunction(changes).apply(files.get(at)));
                        return new Edited(at, false);
                    },
                    (view, edited) -> WriteResponse.ok(
                            ArticleWrites.etag(view), view.body().files().get(edited.at())));
        });
    }

    @DELETE
    @Path("{name: .+}")
    @RolesAllowed(Role.EDITOR)
    @Operation(
            operationId = "deleteFile",
            summary = "Remove a file from the working copy",
            description = "Removes the file from the working copy. The file remains available in published"
                    + " versions that contain it. `If-Match` can be the `ETag` of the file or of the article.")
    @APIResponse(responseCode = "204", description = "The file was removed from the working copy.")
    public Response deleteFile(
            @PathParam("id") ParameterValue<UUID> id,
            @PathParam("name")
                    @Parameter(description = "Name of the file, including folders, for example `images/fig1.tif`.")
                    String name,
            @BeanParam EditRequest request) {
        return writes.answer(
                request,
                write -> change(
                        id.text(),
                        locked -> request.requireMatch(locked.etag(), etag(locked, FileNames.normalized(name))),
                        "file-removed",
                        write,
                        (locked, files) -> {
                            int at = requireAt(files, name);
                            files.remove(at);
                            return new Edited(at, false);
                        },
                        (view, edited) -> WriteResponse.deleted()));
    }

    /**
     * Result of adding or changing a file of the working copy.
     *
     * @param at index of the file in the file list
     */
    private record Edited(int at, boolean isNew) {}

    /**
     * Changes the files of a working copy.
     *
     * @param precondition rejects the request if the locked article is not in the required state
     * @param edit changes the file list in the article's JSON representation for editors
     */
    private WriteResponse change(
            String id,
            Consumer<Article> precondition,
            String action,
            WriteContext write,
            BiFunction<Article, ArrayNode, Edited> edit,
            BiFunction<ArticleView, Edited, WriteResponse> answer) {
        AtomicReference<Edited> edited = new AtomicReference<>();
        return edits.change(
                id,
                precondition,
                action,
                (locked, present) -> {
                    ObjectNode article = present.deepCopy();
                    edited.set(edit.apply(locked, article.withArray("files")));
                    return reader.read(article, present, locked);
                },
                view -> answer.apply(view, edited.get()),
                write);
    }

    /** Appends a file to the file list, or replaces an existing file with the same name. */
    private Edited put(
            Article locked, ArrayNode files, FileEntry stated, FileContents.Content content, WriteContext write) {
        contents.attach(locked.id, content, write.now());
        int at = at(files, stated.name());
        ObjectNode file = at < 0 ? files.addObject().put("name", stated.name()) : (ObjectNode) files.get(at);
        file.remove(List.of("href", "size", "mediaType"));
        file.put("sha256", content.sha256());
        stated.writeTo(file, content);
        return new Edited(at < 0 ? files.size() - 1 : at, at < 0);
    }

    private static int at(ArrayNode files, String name) {
        for (int i = 0; i < files.size(); i++) {
            if (name.equals(files.get(i).path("name").textValue())) {
                return i;
            }
        }
        return -1;
    }

    private static int requireAt(ArrayNode files, String name) {
        int at = at(files, FileNames.normalized(name));
        if (at < 0) {
            throw Problems.notFound("file", name);
        }
        return at;
    }

    /** Returns the entity tag of a file of the working copy, or null if the file does not exist. */
    private static String etag(Article article, String name) {
        return FileResource.file(article, name)
                .map(file -> FileResponses.etag(file.sha256()))
                .orElse(null);
    }

    /** Parameters of a request that creates or replaces a file. */
    public static class PutFileRequest extends EditRequest {

        @HeaderParam("If-None-Match")
        @Parameter(
                description = "`*` to create the file only if the article has no file with this name. Otherwise, the"
                        + " response is 412. With `*`, `If-Match` is not required.")
        String ifNoneMatch;

        @Override
        public void requireMatch(String etag, String part) {
            if (part == null && Conditions.isAny(ifMatch())) {
                throw failed(
                        "The file does not exist",
                        "To create the file, send If-None-Match: * instead of If-Match: *.",
                        etag);
            }
            if (part == null && ifMatch() == null && !Conditions.isAny(ifNoneMatch)) {
                throw Problems.of(
                        428,
                        "precondition-required",
                        "The header If-None-Match is required",
                        "To create the file, send If-None-Match: *.");
            }
            if (ifMatch() != null || !Conditions.isAny(ifNoneMatch)) {
                super.requireMatch(etag, part);
            }
            if (Conditions.notModified(ifNoneMatch, null, part, null)) {
                throw failed(
                        "The file already exists",
                        "To replace the file, send If-Match: " + part + " instead of If-None-Match.",
                        part);
            }
        }

        private static RuntimeException failed(String title, String detail, String etag) {
            return Problems.of(412, "edit-conflict", title, detail).withHeader("ETag", etag);
        }
    }
}
