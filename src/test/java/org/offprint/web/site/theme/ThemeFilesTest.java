package org.offprint.web.site.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThemeFilesTest {

    @TempDir
    Path folder;

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ThemeFiles read() throws IOException {
        return ThemeFiles.read(folder, ThemeFiles.state(folder));
    }

    @Test
    void theme_files_are_recognized_by_their_folder() throws IOException {
        write("theme.properties", "name = Schriften des Vereins\nlogo=logo.svg\n");
        write("templates/frame.html", "<html>");
        write("messages/it.properties", "search=Cerca\n");
        write("messages/IT.properties.bak", "");
        write("messages/Italian.properties", "search=Cerca\n");
        write("assets/logo.svg", "<svg/>");
        write("assets/fonts/text.woff2", "font");
        write("README.md", "Not a part of it.");
        ThemeFiles theme = read();

        assertEquals("Schriften des Vereins", theme.property("name"));
        assertEquals(Map.of("frame.html", "<html>"), theme.templates());
        assertEquals(Map.of("it", Map.of("search", "Cerca")), theme.messages());
        assertEquals(
                List.of("fonts/text.woff2", "logo.svg"),
                List.copyOf(theme.assets().keySet()));
        assertEquals(List.of(), theme.pages());
    }

    @Test
    void changing_a_theme_file_changes_the_fingerprint_of_the_theme_folder() throws IOException {
        write("theme.properties", "name=A\n");
        String before = ThemeFiles.state(folder);
        assertEquals(before, ThemeFiles.state(folder));
        write("pages/about.md", "# About\n");
        assertFalse(before.equals(ThemeFiles.state(folder)));
    }

    @Test
    void a_theme_message_with_an_invalid_pattern_is_omitted() throws IOException {
        write("messages/it.properties", "search=Cerca\nandMore={0, plural, one {\n");
        assertEquals(Map.of("search", "Cerca"), read().messages().get("it"));
    }

    @Test
    void a_theme_file_that_is_not_utf_8_is_reported_with_its_file_name() throws IOException {
        Files.createDirectories(folder.resolve("templates"));
        Files.write(folder.resolve("templates/issue.html"), new byte[] {'<', (byte) 0xe9, '>'});
        assertEquals(
                "issue.html is not in UTF-8",
                assertThrows(IOException.class, this::read).getMessage());
    }

    @Test
    void the_menu_lists_theme_pages_and_configured_links_of_the_site_and_the_journal() throws IOException {
        write("pages/20-guidelines.md", "# Guidelines for authors\n\nWrite *well*.\n");
        write("pages/20-guidelines.es.md", "# Normas para autores\n\nEscriba bien.\n");
        write("pages/10-board.md", "## The board of `all`\n");
        write("pages/coast/privacy.md", "No heading.\n");
        write("pages/Not An Address.md", "# Nowhere\n");
        write(
                "theme.properties",
                "menu.2 = Shop | https://shop.example\nmenu.1=Donate|/pages/donate\nmenu.1.es=Donar|/pages/donate\ncoast.menu.1=Prize | /prize\nmenu.3=Script|javascript:alert(1)\nmenu.4=Elsewhere|//elsewhere.example\n");
        ThemeFiles theme = read();

        assertEquals(
                "[The board of all /pages/board, Guidelines for authors /pages/guidelines, Donate /pages/donate,"
                        + " Shop https://shop.example]",
                menu(theme, "", "en"));
        assertEquals(
                "[The board of all /pages/board, Normas para autores /pages/guidelines,"
                        + " privacy /journals/coast/pages/privacy, Donar /pages/donate, Shop https://shop.example,"
                        + " Prize /prize]",
                menu(theme, "coast", "es"));
        assertEquals(
                "<p>Write <em>well</em>.</p>\n",
                theme.page("", "guidelines", "fr").orElseThrow().html());
        assertEquals("es", theme.page("", "guidelines", "es").orElseThrow().language());
        assertTrue(theme.page("", "privacy", "").isEmpty());
        assertTrue(theme.page("coast", "guidelines", "").isEmpty());
    }

    private static String menu(ThemeFiles theme, String journal, String language) {
        return theme.menu(journal, language).stream()
                .map(entry -> entry.label() + " " + entry.href())
                .toList()
                .toString();
    }

    @Test
    void markdown_pages_cannot_run_scripts() {
        Markdown.Titled page = Markdown.titled("# A <b>title</b>\n\n<script>alert(1)</script>\n\n"
                + "[a](javascript:alert(1)) <me@example.org> <https://example.org>\n\n"
                + "<img src=x onerror=alert(1)>\n\n# Second\n\n|a|b|\n|-|-|\n|1|2|\n");
        assertEquals("A title", page.title());
        String html = page.html();
        assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), html);
        assertFalse(html.contains("<img src=x"), html);
        assertFalse(html.contains("javascript:"), html);
        assertTrue(html.contains("<a href=\"mailto:me@example.org\">"), html);
        assertTrue(html.contains("<a href=\"https://example.org\">"), html);
        assertTrue(html.contains("<h2>Second</h2>"), html);
        assertTrue(html.contains("<td>2</td>"), html);
    }

    @Test
    void the_footer_of_a_theme_is_markdown_text_that_a_journal_can_override() throws IOException {
        write(
                "theme.properties",
                "footer = \u00a9 2026 [Society](https://society.example) <b>\ncoast.footer=Coast\nlogo=/assets/any/a.svg\n");
        assertEquals("© 2026 <a href=\"https://society.example\">Society</a> &lt;b&gt;", read().footer("tides"));
        assertEquals("Coast", read().footer("coast"));
        assertEquals("/assets/any/a.svg", read().property("coast", "logo"));
        assertEquals("", read().property("coast", "name"));
    }

    @Test
    void theme_colours_are_written_as_css_variables_for_light_and_dark_schemes() {
        assertEquals(
                """

                :root{--colour-header:#123456;--font-text:Lora,serif;}
                @media screen and (prefers-color-scheme:light){:root{--colour-accent:#900;}}
                @media screen and (prefers-color-scheme:dark){:root{--colour-accent:#f99;}}
                :root[data-journal="coast"]{--colour-header:#000;}
                @media screen and (prefers-color-scheme:light){:root[data-journal="coast"]{--colour-accent:rgb(1 2 3);}}
                """,
                ThemeColours.of(Map.of(
                        "colour.accent", "#900",
                        "dark.accent", "#f99",
                        "colour.header", "#123456",
                        "font.text", "Lora,serif",
                        "coast.colour.accent", "rgb(1 2 3)",
                        "coast.colour.header", "#000",
                        "colour.page", "red;} body{display:none",
                        "colour.Text", "red")));
        assertEquals("", ThemeColours.of(Map.of("name", "A")));
    }

    @Test
    void pages_may_load_content_only_from_sources_allowed_by_the_theme() {
        assertEquals(
                "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'self'; font-src 'self';"
                        + " script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'",
                ThemeFiles.NONE.policy());
        String policy = PagePolicy.of(Map.of(
                "csp.img", "https://images.example.org https://*.example.net:8443/a",
                "csp.script", "'unsafe-inline' https: * https://count.example.org; script-src *",
                "csp.frame", "https://video.example.org",
                "csp.form", "https://elsewhere.example.org"));
        assertTrue(
                policy.contains("img-src 'self' data: https://images.example.org https://*.example.net:8443/a;"),
                policy);
        assertTrue(policy.contains("script-src 'self';"), policy);
        assertTrue(policy.contains("frame-src https://video.example.org;"), policy);
        assertFalse(policy.contains("elsewhere"), policy);
    }
}
