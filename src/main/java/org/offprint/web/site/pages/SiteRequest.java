package org.offprint.web.site.pages;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

/** Headers, URL and language of a page request, which all site pages use. */
public class SiteRequest {

    /** Name of the query parameter that selects the language of the user interface. */
    public static final String LANGUAGE = "lang";

    @QueryParam(LANGUAGE)
    String language;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    @Context
    HttpServerRequest request;

    /** Creates a page request. The framework then sets the fields of the page request. */
    public SiteRequest() {}

    /** Creates a page request for which no REST resource was called. */
    SiteRequest(HttpHeaders headers, UriInfo uri, HttpServerRequest request) {
        this.headers = headers;
        this.uri = uri;
        this.request = request;
        language = uri.getQueryParameters().getFirst(LANGUAGE);
    }

    /** Removes a default header from the response, so that a page can replace it. */
    void withoutHeader(String name) {
        request.response().headers().remove(name);
    }

    /** Returns the HTTP headers of the page request. */
    public HttpHeaders headers() {
        return headers;
    }

    /** Returns the URI of the page request. */
    public UriInfo uri() {
        return uri;
    }

    /** Returns the path of the page request as sent, without decoding. */
    public String path() {
        return request.path();
    }

    /** Returns the query of the page request as sent, or null if the URL has no query. */
    public String query() {
        return request.query();
    }

    /** Returns the request object of the HTTP server. */
    HttpServerRequest request() {
        return request;
    }

    /** Returns the HTTP method of the page request. */
    public String method() {
        return request.method().name();
    }

    /** Returns the requested language, or null if the request selects no language. */
    String language() {
        return language;
    }
}
