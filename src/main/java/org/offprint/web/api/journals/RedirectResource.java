package org.offprint.web.api.journals;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.redirects.Redirect;
import org.offprint.journal.redirects.Redirects;
import org.offprint.kernel.json.Json;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteResponse;

/**
 * REST resource for redirects from the paths of former websites, available to admins. Clients read and replace the
 * whole list of redirects at once.
 */
@Path("/v1/redirects")
@Tag(name = "Service")
@RolesAllowed(Role.ADMIN)
public class RedirectResource {

    private static final String CSV = "text/csv";

    private final Redirects redirects;
    private final ClientWrites writes;
    private final Audit audit;
    private final Caller caller;

    RedirectResource(Redirects redirects, ClientWrites writes, Audit audit, Caller caller) {
        this.redirects = redirects;
        this.writes = writes;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Transactional
    @ResponseHeaders("ETag")
    @Operation(
            operationId = "getRedirects",
            summary = "List the redirects",
            description = "Returns all redirects in their stored order. With `Accept: text/csv`, returns CSV with"
                    + " the columns `from` and `to`.")
    @APIResponse(
            responseCode = "200",
            description = "All redirects of the service.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RedirectList.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
            })
    public Reply<RedirectList> getRedirects(@Context HttpHeaders headers) {
        List<Redirect> all = redirects.all();
        RedirectList list = RedirectList.of(all);
        String accept = headers.getHeaderString(HttpHeaders.ACCEPT);
        boolean asCsv = Accept.of(accept)
                .best(List.of(MediaType.APPLICATION_JSON, CSV))
                .filter(CSV::equals)
                .isPresent();
        byte[] body = asCsv ? csv(all).getBytes(StandardCharsets.UTF_8) : Json.write(list);
        return Reply.of(Reply.forEditors(body, etag(list))
                .type(asCsv ? CSV + ";charset=UTF-8" : MediaType.APPLICATION_JSON)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT));
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceRedirects",
            summary = "Replace the list of redirects",
            description =
                    "Replaces the whole list of redirects. Takes at most 50,000 redirects, as JSON in the format of"
                            + " the list or as CSV with the header line `from,to`. A request for a path that the service"
                            + " does not serve is redirected with 301 to the `to` whose `from` equals its path and query"
                            + " or, if there is none, its path. If any redirect is invalid, the list is not changed and"
                            + " the response is 422 with up to 100 findings. Changes take effect within two seconds.")
    public Reply<RedirectList> replaceRedirects(
            @BeanParam EditRequest request,
            @RequestBody(
                            description =
                                    "Complete new list of redirects, as JSON or as CSV with the header line `from,to`.",
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body) {
        SentRedirects sent = SentRedirects.read(body);
        return writes.answer(request, sent.digest(), write -> {
            redirects.lock();
            RedirectList before = RedirectList.of(redirects.all());
            request.requireMatch(etag(before));
            redirects.replace(sent.redirects());
            RedirectList list = RedirectList.of(sent.redirects());
            audit.record(caller.asActor(), "redirects.replaced", AuditedObject.only("redirects"), before, list);
            return WriteResponse.ok(etag(list), list);
        });
    }

    private static String etag(RedirectList list) {
        return EntityTag.of(Json.write(list));
    }

    private static String csv(List<Redirect> all) {
        StringBuilder csv = new StringBuilder("from,to\r\n");
        all.forEach(each -> csv.append(cell(each.from()))
                .append(',')
                .append(cell(each.to()))
                .append("\r\n"));
        return csv.toString();
    }

    /**
     * Returns a CSV cell for a redirect URL, quoted if the URL contains a comma or semicolon. Redirect URLs never
     * contain quotation marks.
     */
    private static String cell(String address) {
        return address.indexOf(',') >= 0 || address.indexOf(';') >= 0 ? '"' + address + '"' : address;
    }

    /** List of all redirects, in requests and responses. */
    @Schema(name = "RedirectList", description = "All redirects of the service.")
    record RedirectList(
            @Schema(required = true, description = "Redirects in their stored order.")
            List<Redirect> items,

            @Schema(required = true, description = "Total number of redirects.", examples = "2")
            long total) {

        static RedirectList of(List<Redirect> all) {
            return new RedirectList(all, all.size());
        }
    }
}
