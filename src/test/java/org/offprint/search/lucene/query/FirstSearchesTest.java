package org.offprint.search.lucene.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchRequest;
import org.offprint.search.embedded.index.TestIndex;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

class FirstSearchesTest {

    private final TestIndex index = new TestIndex();

    @AfterEach
    void close() {
        index.close();
    }

    private record Made(SearchRequest request, SearchAnswer answer) {}

    private List<Made> made() {
        List<Made> made = new ArrayList<>();
        WarmUpSearches.run(request -> {
            SearchAnswer answer = index.answer(request);
            made.add(new Made(request, answer));
            return answer;
        });
        return made;
    }

    @Test
    void warm_up_searches_cover_all_indexed_sort_values_and_facets_and_highlights() {
        for (String id : List.of("a", "b")) {
            String title = "The otter " + id;
            index.add(new IndexRecord(RecordKind.ARTICLE, TestIndex.id(id))
                    .text(FullTextField.TITLE, "en", title)
                    .shown(title, ("{\"title\":\"" + title + "\"}").getBytes(StandardCharsets.UTF_8)));
        }
        List<Made> made = made();

        Set<SortOrder> orders = EnumSet.noneOf(SortOrder.class);
        made.forEach(each -> orders.add(each.request().order()));
        Set<SortOrder> indexed = EnumSet.allOf(SortOrder.class);
        indexed.removeIf(order -> !order.isOf(RecordKind.ARTICLE) || order != order.indexed());
        indexed.add(SortOrder.OLDEST);
        assertEquals(indexed, orders);

        List<Made> searches =
                made.stream().filter(each -> each.request().highlight()).toList();
        assertTrue(searches.size() >= 2 && searches.size() <= 3 * 20, searches.size() + " searches");
        for (Made search : searches) {
            assertEquals(2, search.answer().total());
            assertEquals(6, search.answer().facets().size());
            List<Map<String, List<String>>> marked = new ArrayList<>();
            search.answer().hits().forEach(hit -> marked.add(hit.highlights()));
            assertTrue(marked.toString().contains("<mark>otter</mark>"), marked.toString());
        }
    }

    @Test
    void no_warm_up_search_starts_after_the_time_limit() {
        List<SearchRequest> asked = new ArrayList<>();
        WarmUpSearches.run(
                request -> {
                    asked.add(request);
                    return index.answer(request);
                },
                Duration.ZERO);
        assertEquals(List.of(), asked);
    }

    @Test
    void an_empty_index_is_warmed_up_only_with_list_requests() {
        assertTrue(made().stream().noneMatch(each -> each.request().highlight()));
    }
}
