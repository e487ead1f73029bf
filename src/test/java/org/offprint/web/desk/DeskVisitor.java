package org.offprint.web.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.offprint.web.api.Fixtures;

/** Simulated browser that opens pages of the desk and submits their forms. */
final class DeskVisitor {

    private final String cookie;

    private DeskVisitor(String cookie) {
        this.cookie = cookie;
    }

    static DeskVisitor anonymous() {
        return new DeskVisitor(null);
    }

    /** Signs in with an API key. */
    static DeskVisitor with(String key) {
        Response response = anonymous().post("/desk/sign-in", form("key", key));
        assertEquals(303, response.statusCode(), response.asString());
        return new DeskVisitor(response.header("Set-Cookie").split(";")[0]);
    }

    String cookie() {
        return cookie;
    }

    static String origin() {
        return "http://localhost:" + RestAssured.port;
    }

    RequestSpecification request() {
        RequestSpecification request = Fixtures.asReader()
                .redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .accept("text/html,*/*;q=0.8");
        return cookie == null ? request : request.header("Cookie", cookie);
    }

    Response get(String path) {
        return request().get(path);
    }

    Document page(String path) {
        Response response = get(path);
        assertEquals(200, response.statusCode(), response.asString());
        return Jsoup.parse(response.asString());
    }

    Response post(String path, String form) {
        return request()
                .header("Origin", origin())
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post(path);
    }

    /** Submits a form of a page with its current values. */
    Response submit(Element form, String... button) {
        List<String> fields = new ArrayList<>();
        for (Element control : form.select("input[name], textarea[name], select[name]")) {
            String type = control.attr("type");
            boolean isChoice = type.equals("checkbox") || type.equals("radio");
            if (isChoice && !control.hasAttr("checked")) {
                continue;
            }
            Element option = control.selectFirst("option[selected]");
            Element first = control.selectFirst("option");
            fields.add(control.attr("name"));
            fields.add(
                    control.normalName().equals("textarea")
                            ? control.wholeText().replaceFirst("^\n", "").replace("\n", "\r\n")
                            : control.normalName().equals("select")
                                    ? (option == null ? first : option).attr("value")
                                    : control.attr("value"));
        }
        fields.addAll(List.of(button));
        return post(form.attr("action"), form(fields.toArray(String[]::new)));
    }

    /** Opens the form of a section of an article. */
    Element section(String article, String section) {
        return page("/desk/articles/" + article + "/" + section).selectFirst("form.article");
    }

    /** Returns the control for a member. */
    static Element control(Element form, String pointer) {
        return form.select("[name=\"" + pointer + "\"]").last();
    }

    /** Encodes names and values. */
    static String form(String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }
}
