package org.offprint.web.site;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Requests HTML pages as browsers do. */
public final class Browser {

    private static final String ACCEPT =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    private Browser() {}

    /** Returns the response for this path without following redirects. */
    public static Response get(String path) {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .accept(ACCEPT)
                .get(path);
    }

    /** Returns the parsed HTML page at this path. Fails if the page does not exist. */
    public static Document page(String path) {
        Response response = get(path);
        response.then().statusCode(200).contentType("text/html;charset=UTF-8");
        return Jsoup.parse(response.asString(), "http://localhost");
    }

    /** Returns the text of the page's content. */
    public static String words(String path) {
        return page(path).selectFirst("main").text();
    }
}
