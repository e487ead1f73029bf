package org.offprint.platform.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.offprint.web.api.Fixtures;

/** Simulated browser that stores cookies and does not follow redirects. */
final class SignInBrowser {

    /** Public URL of the service, which is the origin of its pages. */
    static final String ORIGIN = "https://api.journal.example";

    static final String SESSION = "__Host-offprint-session";

    final Map<String, String> cookies = new LinkedHashMap<>();

    /** Returns a request that sends the stored cookies. */
    RequestSpecification request() {
        RequestSpecification request =
                Fixtures.asReader().redirects().follow(false).urlEncodingEnabled(false);
        if (!cookies.isEmpty()) {
            StringBuilder header = new StringBuilder();
            cookies.forEach((name, value) -> header.append(header.isEmpty() ? "" : "; ")
                    .append(name)
                    .append('=')
                    .append(value));
            request.header("Cookie", header.toString());
        }
        return request;
    }

    /** Returns a request with the Origin header that a script on a page of the service would send. */
    RequestSpecification requestFromOwnPage() {
        return request().header("Origin", ORIGIN);
    }

    Response get(String target) {
        return keep(request().get(target));
    }

    Response keep(Response response) {
        for (Header header : response.headers().getList("Set-Cookie")) {
            String[] pair = header.getValue().split(";")[0].split("=", 2);
            boolean isGone = header.getValue().toLowerCase().contains("max-age=0");
            if (isGone) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return response;
    }

    /** Starts a sign-in. Returns the query parameters of the redirect to the provider. */
    Map<String, String> begin(String target) {
        Response response = get(target);
        assertEquals(303, response.statusCode(), response.asString());
        String page = response.header("Location");
        assertEquals(FakeProvider.URL + "/authorize", page.substring(0, page.indexOf('?')));
        return form(page.substring(page.indexOf('?') + 1));
    }

    /** Follows the redirect from the provider back to the service. */
    Response returnFromProvider(Map<String, String> asked, String code) {
        return get("/sign-in/done?state=" + asked.get("state") + "&code=" + code);
    }

    /** Signs in with this account, for which the provider reports this name. */
    SignInBrowser signIn(FakeProvider provider, String subject, String name) {
        Map<String, String> asked = begin("/sign-in");
        Response response =
                returnFromProvider(asked, provider.code(asked, subject, claims -> claims.put("name", name)));
        assertEquals(303, response.statusCode(), response.asString());
        return this;
    }

    String id() {
        return request().get("/v1/me").then().statusCode(200).extract().path("id");
    }

    static Map<String, String> form(String encoded) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return form;
    }
}
