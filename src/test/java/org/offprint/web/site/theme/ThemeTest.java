package org.offprint.web.site.theme;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.ConfiguredService;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests a theme whose files change while the service is running. */
@QuarkusTest
@TestProfile(ConfiguredService.class)
class ThemeTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static void write(String path, String text) throws IOException {
        Path file = ConfiguredService.THEME.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @BeforeEach
    @AfterEach
    void empty() throws IOException {
        TestDatabase.deleteTree(ConfiguredService.THEME);
        Files.createDirectories(ConfiguredService.THEME);
    }

    private static Response page(String path) {
        return given().accept("text/html").get(path);
    }

    private static void await(String path, Predicate<String> condition) {
        Workers.await(TIMEOUT, path, () -> condition.test(page(path).asString()));
    }

    @Test
    void a_markdown_page_is_available_as_soon_as_its_theme_file_exists() throws IOException {
        String slug = given().get("/v1/journals/" + Fixtures.journal()).path("slug");
        String path = "/journals/" + slug + "/pages/guidelines";
        assertEquals(404, page(path).statusCode());

        write("pages/" + slug + "/10-guidelines.md", "# For authors\n\nWrite *well*.\n");
        write("pages/" + slug + "/10-guidelines.es.md", "# Para autores\n\nEscriba bien.\n");
        write("pages/privacy.md", "# Privacy\n\nWe keep <b>nothing</b>.\n");
        await(path, html -> html.contains("<h1>For authors</h1>") && html.contains("<p>Write <em>well</em>.</p>"));
        await(path + "?lang=es", html -> html.contains("<h1>Para autores</h1>") && html.contains("lang=\"es\""));
        await("/pages/privacy", html -> html.contains("We keep &lt;b&gt;nothing&lt;/b&gt;."));
        await(
                "/journals/" + slug + "/issues",
                html -> html.contains("href=\"" + path + "\">For authors</a>")
                        && html.contains("href=\"/pages/privacy\">Privacy</a>"));
        assertEquals(404, page("/pages/guidelines").statusCode());

        empty();
        Workers.await(TIMEOUT, "the page no longer exists", () -> page(path).statusCode() == 404);
    }

    @Test
    void a_theme_template_replaces_the_built_in_template_unless_rendering_fails() throws IOException {
        String slug = given().get("/v1/journals/" + Fixtures.journal()).path("slug");
        String path = "/journals/" + slug + "/issues";
        await(path, html -> html.contains("<h1>All issues</h1>"));

        write("templates/issues.html", "<!DOCTYPE html><title>Ours</title><h1>{msg:allIssues} of {journal.slug}</h1>");
        await(path, html -> html.contains("<h1>All issues of " + slug + "</h1>"));

        write("templates/issues.html", "<h1>{journal.slug}</h1>\n{#if}\n");
        await(path, html -> html.contains("<h1>All issues</h1>"));

        write("templates/issues.html", "<h1>Changed again</h1>\n");
        await(path, html -> html.contains("<h1>Changed again</h1>"));

        write("templates/issues.html", "<h1>Fails when it is written</h1>\n{journal.nothing}\n");
        await(path, html -> html.contains("<h1>All issues</h1>"));
    }

    @Test
    void a_theme_defines_colours_languages_a_logo_and_allowed_content_sources() throws IOException {
        String slug = given().get("/v1/journals/" + Fixtures.journal()).path("slug");
        String path = "/journals/" + slug + "/about";
        write(
                "theme.properties",
                "colour.header=#123456\nlogo=logo.svg\ncsp.img=https://images.example.org\n"
                        + "footer=Of the [Society](https://society.example)\nmenu.1=Shop|https://shop.example\n");
        write("messages/it.properties", "languageName=Italiano\nabout=Informazioni\n");
        write("assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        await(path, html -> html.contains("<a href=\"https://society.example\">Society</a>"));

        Response italian = page(path + "?lang=it");
        String html = italian.asString();
        assertTrue(html.contains("lang=\"it\""), html);
        assertTrue(html.contains(">Informazioni</a>"), html);
        assertTrue(html.contains("href=\"https://shop.example\">Shop</a>"), html);
        assertTrue(
                italian.header("Content-Security-Policy").contains("img-src 'self' data: https://images.example.org;"));
        String logo = html.substring(html.indexOf("/assets/", html.indexOf("class=\"name\"")));
        assertEquals(
                "image/svg+xml",
                given().get(logo.substring(0, logo.indexOf('"'))).contentType());
        String stylesheet = html.substring(html.indexOf("<link rel=\"stylesheet\" href=\"") + 29);
        assertTrue(given().get(stylesheet.substring(0, stylesheet.indexOf('"')))
                .asString()
                .contains(":root{--colour-header:#123456;}"));
    }
}
