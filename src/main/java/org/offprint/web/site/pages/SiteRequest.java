package org.offprint.web.site.pages;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

/** Parts of a page request that all site pages use. */
public class SiteRequest {

    /** Query parameter that selects the language of the user interface. */
    public static final String LANGUAGE = "lang";

    @QueryParam(LANGUAGE)
    String language;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    @Context
    HttpServerRequest request;

    /** Creates a request. The framework sets the fields. */
    public SiteRequest() {}

    /** Creates a request for which no resource was called. */
    SiteRequest(HttpHeaders headers, UriInfo uri, HttpServerRequest request) {
        this.headers = headers;
        this.uri = uri;
        this.request = request;
        language = uri.getQueryParameters().getFirst(LANGUAGE);
    }

    /** Removes a default header of the response, so that a page can replace the header. */
    void withoutHeader(String name) {
        request.response().headers().remove(name);
    }

    /** Returns the headers of the request. */
    public HttpHeaders headers() {
        return headers;
    }

    /** Returns the URI of the request. */
    public UriInfo uri() {
        return uri;
    }

    /** Returns the original path of the request. */
    public String path() {
        return request.path();
    }

    /** Returns the original query, or null if the URL has no query. */
    public String query() {
        return request.query();
    }

    /** Returns the request object of the server. */
    HttpServerRequest request() {
        return request;
    }

    /** Returns the method of the request. */
    public String method() {
        return request.method().name();
    }

    /** Returns the requested language, or null if the request selects none. */
    String language() {
        return language;
    }
}
