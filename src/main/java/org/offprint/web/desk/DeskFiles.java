package org.offprint.web.desk;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.requests.BodyOfAnySize;

/** Uploads and downloads of the files of an article. The form of the section {@code files} changes their metadata. */
@Path(DeskArticles.PATH + "/{id}")
@PermitAll
@OwnParameters
public class DeskFiles {

    private static final String SECTION = "files";

    private final DeskPages pages;
    private final DeskCalls calls;

    DeskFiles(DeskPages pages, DeskCalls calls) {
        this.pages = pages;
        this.calls = calls;
    }

    @GET
    @Path("files/{name: .+}")
    @Operation(hidden = true)
    public Response getFile(
            @PathParam("id") String id,
            @PathParam("name") String name,
            @BeanParam DeskRequest request,
            @Context Request conditions) {
        return pages.answer(request, null, () -> {
            calls.article(id);
            return calls.file(request, conditions, id, name);
        });
    }

    /** Redirects to the form with the files. After signing in, browsers open the address of the upload. */
    @GET
    @Path("upload")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response getUpload(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> DeskPages.redirect(DeskArticles.PATH + "/" + id + "/" + SECTION));
    }

    @POST
    @Path("upload")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.TEXT_HTML)
    @BodyOfAnySize
    @Operation(hidden = true)
    public Response upload(
            @PathParam("id") String id,
            @BeanParam DeskRequest request,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            InputStream form) {
        return pages.answer(request, null, () -> {
            String own = calls.article(id).path("id").asText();
            calls.addFiles(own, contentType, form);
            return DeskPages.redirect(
                    DeskArticles.PATH + "/" + own + "/" + SECTION + "?" + DeskPages.DONE + "=uploaded");
        });
    }
}
