package org.offprint.web.api.service;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.caching.CachePolicy;

/** HTML pages that explain the problem types. The URL of each page is the {@code type} of a problem document. */
@Path("/problems")
@PermitAll
@Produces("text/html;charset=UTF-8")
public class ProblemResource {

    @GET
    @Operation(hidden = true)
    public Response listProblems() {
        StringBuilder list = new StringBuilder("<dl>");
        ProblemKinds.ALL.forEach((kind, meaning) -> list.append("<dt><a href=\"/problems/")
                .append(kind)
                .append("\">")
                .append(kind)
                .append("</a></dt><dd>")
                .append(meaning)
                .append("</dd>"));
        return page("Problems", list.append("</dl>").toString());
    }

    @GET
    @Path("/{kind}")
    @Operation(hidden = true)
    public Response explainProblem(@PathParam("kind") String kind) {
        String meaning = ProblemKinds.ALL.get(kind);
        if (meaning == null) {
            throw Problems.notFound("problem type", kind);
        }
        return page(kind, "<p>" + meaning + "</p>");
    }

    private static Response page(String title, String body) {
        String html = "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>" + title + "</title><h1>"
                + title + "</h1>" + body + "</html>\n";
        return CachePolicy.PUBLIC
                .on(Response.ok(html.getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
