package org.offprint.web.site.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.jboss.logging.Logger;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.filters.ProblemDocuments;
import org.offprint.platform.http.requests.MachinePaths;

/** Renders errors as HTML pages for browsers. Other clients, and all clients of the API, receive a problem document. */
@Provider
@Priority(200)
public class ErrorPages implements ContainerResponseFilter {

    private static final Logger LOG = Logger.getLogger(ErrorPages.class);
    private static final int FIRST_ERROR = 400;

    private static final Set<Integer> EXPLAINED = Set.of(404, 406, 410, 503);

    @Inject
    SitePages pages;

    @Inject
    SiteSwitch site;

    @Context
    HttpServerRequest request;

    @Context
    HttpHeaders headers;

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext response) {
        boolean isProblem = response.getStatus() >= FIRST_ERROR
                && response.getMediaType() != null
                && ProblemDocuments.MEDIA_TYPE.equals(response.getMediaType().getType() + "/"
                        + response.getMediaType().getSubtype());
        if (!isProblem || !site.isOn() || !isForPeople()) {
            return;
        }
        try {
            SiteRequest forPage = new SiteRequest(headers, asked.getUriInfo(), request);
            byte[] html = pages.ofProblem(forPage, page(response.getStatus(), response.getEntity()));
            forPage.withoutHeader(SitePages.SECURITY_POLICY_HEADER);
            response.getHeaders().putSingle(SitePages.SECURITY_POLICY_HEADER, pages.securityPolicy());
            response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            response.setEntity(html, null, MediaType.valueOf(SitePages.HTML));
        } catch (RuntimeException e) {
            LOG.debugf(e, "The error page for status %d cannot be rendered", response.getStatus());
        }
    }

    private boolean isForPeople() {
        String accept = headers.getHeaderString(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML) && !MachinePaths.include(request.path());
    }

    private static SitePage page(int status, Object problem) {
        JsonNode told = problem instanceof byte[] bytes ? Json.parse(bytes) : Json.tree(java.util.Map.of());
        return SitePage.of("problem.html")
                .with("status", status)
                .with("kind", kind(status))
                .with("detail", status == 410 ? told.path("detail").asText("") : "")
                .with("instead", told.path("replacedBy").asText("").replaceFirst("^/v1", ""))
                .with("requestId", told.path("requestId").asText(""))
                .titledBy("problem." + kind(status))
                .notIndexed()
                .notCached();
    }

    private static String kind(int status) {
        if (status == 429) {
            // Show the error page of status 503 for status 429, too. The page states that the service is overloaded and
            // asks the reader to try again later.
            return "503";
        }
        return EXPLAINED.contains(status) ? Integer.toString(status) : status >= 500 ? "5xx" : "4xx";
    }
}
