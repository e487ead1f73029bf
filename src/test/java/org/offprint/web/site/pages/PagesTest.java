package org.offprint.web.site.pages;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.web.api.Fixtures;
import org.offprint.web.site.Browser;

/** Tests rules that apply to every HTML page. */
@QuarkusTest
class PagesTest {

    private static final List<String> EVERY_TIME = List.of("X-Request-Id", "Date");

    private static String published() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        return given().get("/v1/articles/" + article).path("links.landingPage");
    }

    @Test
    void a_page_runs_only_scripts_of_the_site_and_cannot_be_embedded_in_frames() {
        Response page = Browser.get(published());
        page.then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self';"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")));
        assertEquals(1, page.headers().getValues("Content-Security-Policy").size());
        assertEquals(0, page.headers().getValues("Set-Cookie").size());
    }

    @Test
    void a_page_from_the_cache_equals_the_newly_rendered_page() {
        String path = published();
        Response made = Browser.get(path);
        Response kept = Browser.get(path);

        assertEquals(made.asString(), kept.asString());
        assertEquals(headers(made), headers(kept));
        given().accept("text/html")
                .header("If-None-Match", kept.header("ETag"))
                .get(path)
                .then()
                .statusCode(304)
                .body(equalTo(""));
        given().accept("text/html").head(path).then().statusCode(200).header("ETag", kept.header("ETag"));
        String plain = given().config(io.restassured.RestAssured.config()
                        .decoderConfig(io.restassured.config.DecoderConfig.decoderConfig()
                                .noContentDecoders()))
                .accept("text/html")
                .get(path)
                .asString();
        assertEquals(kept.asString(), plain);
    }

    private static TreeMap<String, String> headers(Response response) {
        TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().forEach(header -> headers.put(header.getName(), header.getValue()));
        EVERY_TIME.forEach(headers::remove);
        headers.computeIfPresent(
                "Vary",
                (name, value) -> String.join(
                        ",", Stream.of(value.split("\\s*,\\s*")).sorted().toList()));
        return headers;
    }

    @Test
    void rendering_a_page_executes_few_sql_statements_and_a_cached_page_executes_none() {
        String path = published();
        String home = Browser.page(path).selectFirst("nav.crumbs a").attr("href");

        assertTrue(statements(path + "?lang=de") <= 7, "a newly rendered article page");
        assertEquals(0, statements(path + "?lang=de"), "a cached article page");
        assertTrue(statements(home + "?lang=de") <= 5, "a newly rendered journal page");
        assertEquals(0, statements(home + "?lang=de"), "a cached journal page");
        assertEquals(0, statements("/nothing/here"), "a missing page");
    }

    private static int statements(String path) {
        Response page = Browser.get(path);
        return CountingDriver.ofRequest(page.header("X-Request-Id")).size();
    }

    @Test
    void a_retraction_appears_on_the_article_page_immediately() {
        String path = published();
        Browser.get(path);
        String slug = path.substring("/articles/".length());
        Fixtures.asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"kind\":\"retraction\",\"reason\":\"The figures were drawn.\"}")
                .put("/v1/articles/" + slug + "/retraction")
                .then()
                .statusCode(200);

        var page = Browser.page(path);
        assertTrue(page.selectFirst(".banner.bad").text().contains("The figures were drawn."));
        assertEquals("Retracted", page.selectFirst(".article").attr("data-mark"));
        assertTrue(page.title().startsWith("RETRACTED: "), page.title());
        assertTrue(page.selectFirst("h1").text().startsWith("RETRACTED:"));
    }

    @Test
    void assets_at_versioned_urls_are_served_with_cache_control_immutable() {
        var page = Browser.page(published());
        for (String path : List.of(
                page.selectFirst("link[rel=stylesheet]").attr("href"),
                page.selectFirst("script[src]").attr("src"),
                page.selectFirst("link[rel=icon]").attr("href"))) {
            given().get(path).then().statusCode(200).header("Cache-Control", containsString("immutable"));
            given().get(path.replaceFirst("/assets/[^/]+/", "/assets/old/"))
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", not(containsString("immutable")));
        }
        given().get("/assets/x/none.css").then().statusCode(404);
        given().get("/assets/x/..%2F..%2Fapplication.properties").then().statusCode(404);
    }

    @Test
    void errors_are_html_pages_for_browsers_and_problem_documents_for_api_clients() {
        given().get("/articles/none").then().statusCode(404).contentType("application/problem+json");
        Browser.get("/articles/none").then().statusCode(404).contentType("text/html;charset=UTF-8");
        Browser.get("/nothing/here").then().statusCode(404).contentType("text/html;charset=UTF-8");
        Browser.get("/v1/articles/none").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void no_template_outputs_unescaped_values() throws IOException {
        try (Stream<Path> templates = Files.walk(Path.of("src/main/resources/templates"))) {
            List<String> unescaped = templates
                    .filter(Files::isRegularFile)
                    .filter(template -> {
                        String text = read(template);
                        return text.contains(".raw") || text.contains(".safe") || text.contains("style=");
                    })
                    .map(Path::toString)
                    .toList();
            assertEquals(List.of(), unescaped);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
