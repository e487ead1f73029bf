package org.offprint.platform.http.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageWriterTest {

    @Test
    void a_page_contains_the_serialized_records_unchanged() {
        PageLinks links = new PageLinks(2, "/v1/a?q=%22x%22&cursor=n", null, "/v1/a?q=%22x%22");
        byte[] page = PageWriter.write(
                List.of(bytes("{\"id\":\"é\"}"), bytes("{}")), 12L, links, Map.of("facets", bytes("{\"year\":[]}")));
        assertEquals(
                "{\"items\":[{\"id\":\"é\"},{}],\"total\":12,\"page\":{\"limit\":2,"
                        + "\"next\":\"/v1/a?q=%22x%22&cursor=n\",\"first\":\"/v1/a?q=%22x%22\"},"
                        + "\"facets\":{\"year\":[]}}",
                new String(page, StandardCharsets.UTF_8));
    }

    @Test
    void an_empty_page_omits_the_total_and_the_link_to_the_next_page() {
        byte[] page = PageWriter.write(List.of(), null, new PageLinks(20, null, null, "/v1/a"));
        assertEquals(
                "{\"items\":[],\"page\":{\"limit\":20,\"first\":\"/v1/a\"}}", new String(page, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
