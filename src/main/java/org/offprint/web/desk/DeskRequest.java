package org.offprint.web.desk;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.QueryText;

/** Request for a page of the desk, with its query, headers and cookies. */
public class DeskRequest {

    /** Query parameter that selects the language of the user interface, and cookie that stores it. */
    static final String LANGUAGE = "lang";

    static final String LANGUAGE_COOKIE = "offprint-desk-language";

    @QueryParam(LANGUAGE)
    String language;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    @Context
    HttpServerRequest http;

    /** Returns the HTTP headers of the request. */
    HttpHeaders headers() {
        return headers;
    }

    /** Returns the URI of the request. */
    UriInfo uri() {
        return uri;
    }

    /** Returns the HTTP server's request object. */
    HttpServerRequest http() {
        return http;
    }

    /** Returns the path of the request without decoding it. */
    String path() {
        return http.path();
    }

    /** Returns the path of the request with its query. */
    String pathAndQuery() {
        String query = QueryText.of(http.query()).without(List.of(LANGUAGE)).toString();
        return query.isEmpty() ? path() : path() + "?" + query;
    }

    boolean isPost() {
        return http.method().name().equals("POST");
    }

    /** Returns the first value of a query parameter without surrounding spaces, or null if it is missing or blank. */
    String parameter(String name) {
        return filters().get(name);
    }

    /**
     * Returns the query parameters whose values are not blank. HTML forms also send the fields that the editor left empty.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the query is not valid percent-encoded UTF-8
     */
    Map<String, String> filters() {
        Map<String, String> values = new LinkedHashMap<>();
        pairs(http.query()).forEach(pair -> {
            if (!pair.getValue().isBlank()) {
                values.putIfAbsent(pair.getKey(), pair.getValue().strip());
            }
        });
        return values;
    }

    /** Returns the value of a cookie, or null if there is none. */
    String cookie(String name) {
        Cookie cookie = headers.getCookies().get(name);
        return cookie == null ? null : cookie.getValue();
    }

    /** Decodes the names and values of a query or of a URL-encoded form. */
    static List<Map.Entry<String, String>> pairs(String encoded) {
        try {
            return QueryText.of(encoded).pairs();
        } catch (IllegalArgumentException e) {
            throw Problems.badParameter("form", "encoding", e.getMessage());
        }
    }

    /** Decodes a URL-encoded form. If a name occurs more than once, the first value is returned. */
    static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        pairs(form).forEach(pair -> fields.putIfAbsent(pair.getKey(), pair.getValue()));
        return fields;
    }

    /** Returns a text as a whole number, or 0 if it is not a number. */
    static int number(String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** Returns a path with query parameters, of which those with the value null are left out. */
    static String address(String path, Map<String, String> parameters) {
        StringBuilder address = new StringBuilder(path);
        parameters.forEach((name, value) -> {
            if (value != null) {
                address.append(address.indexOf("?") < 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return address.toString();
    }
}
