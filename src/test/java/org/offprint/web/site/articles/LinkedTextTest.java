package org.offprint.web.site.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.fulltext.report.Illustration;
import org.offprint.formats.fulltext.stored.Outline;

/** Tests the links that article pages add to full texts. */
class LinkedTextTest {

    private static final String TABLE = "<div class=\"scroll\"><table></table></div>";

    private static String figure(String id, String content) {
        return "<figure class=\"table\" id=\"" + id + "\">" + content + "</figure>";
    }

    private static String linked(String html, List<String> ids) {
        List<Illustration> tables =
                ids.stream().map(id -> new Illustration(id, id, null, null)).toList();
        return new LinkedText(html, new Outline("en", List.of(), List.of(), List.of(), tables), "/tables/")
                .with("Link", "CSV", "ar", "rtl");
    }

    @Test
    void only_figures_with_a_table_have_a_link_to_the_table() {
        String link =
                "<p class=\"tools\"><a href=\"/tables/b.csv\" lang=\"ar\" dir=\"rtl\" rel=\"nofollow\" download>CSV"
                        + "<span class=\"hidden\">: b</span></a></p>";

        assertEquals(
                figure("a", "<p>An image</p>") + figure("b", link + TABLE) + figure("c", ""),
                linked(figure("a", "<p>An image</p>") + figure("b", TABLE) + figure("c", ""), List.of("a", "b", "c")));
    }

    @Test
    void many_figures_without_tables_are_processed_in_linear_time() {
        StringBuilder html = new StringBuilder(TABLE);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            ids.add("t" + i);
            html.append(figure("t" + i, "An image"));
        }

        String linked = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> linked(html.toString(), ids));

        assertEquals(html.toString(), linked);
    }
}
