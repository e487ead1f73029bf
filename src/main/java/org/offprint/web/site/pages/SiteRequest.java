package org.offprint.web.site.pages;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

/** Request for a site page, with its headers, URL and language. */
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

    /** Constructor for the framework, which then sets the fields. */
    public SiteRequest() {}

    /** Creates a page request from an HTTP request that no REST resource received. */
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

    /** Returns the HTTP headers of the request. */
    public HttpHeaders headers() {
        return headers;
    }

    /** Returns the URI of the request. */
    public UriInfo uri() {
        return uri;
    }

    /** Returns the path of the request without decoding it. */
    public String path() {
        return request.path();
    }

    /** Returns the query of the request without decoding it, or null if there is none. */
    public String query() {
        return request.query();
    }

    /** Returns the HTTP server's request object. */
    HttpServerRequest request() {
        return request;
    }

    /** Returns the HTTP method of the request. */
    public String method() {
        return request.method().name();
    }

    /** Returns the requested language, or null if there is none. */
    String language() {
        return language;
    }
}
