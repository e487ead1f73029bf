package org.offprint.web.site.pages;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

/** The parts of a request for a page that every page looks at. */
public class SiteRequest {

    /** The parameter that chooses the language of the interface. */
    public static final String LANGUAGE = "lang";

    @QueryParam(LANGUAGE)
    String language;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    @Context
    HttpServerRequest request;

    /** Is filled by the framework. */
    public SiteRequest() {}

    /** A request for which no resource was called. */
    SiteRequest(HttpHeaders headers, UriInfo uri, HttpServerRequest request) {
        this.headers = headers;
        this.uri = uri;
        this.request = request;
        language = uri.getQueryParameters().getFirst(LANGUAGE);
    }

    /** Takes back a header that every answer has, so that another can stand in for it. */
    void withoutHeader(String name) {
        request.response().headers().remove(name);
    }

    /** Returns the headers of the request. */
    public HttpHeaders headers() {
        return headers;
    }

    /** Returns the address that the request came to. */
    public UriInfo uri() {
        return uri;
    }

    /** Returns the path as it was sent. */
    public String path() {
        return request.path();
    }

    /** Returns the query as it was sent; null for none. */
    public String query() {
        return request.query();
    }

    /** Returns the request as the server has it. */
    HttpServerRequest request() {
        return request;
    }

    /** Returns the method of the request. */
    public String method() {
        return request.method().name();
    }

    /** Returns the language that was asked for; null for none. */
    String language() {
        return language;
    }
}
