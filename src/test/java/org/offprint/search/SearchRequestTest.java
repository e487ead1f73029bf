package org.offprint.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

class SearchRequestTest {

    private static final SearchQuery WORD = new SearchQuery.Word(FullTextField.ANY, "otter");
    private static final SearchQuery PREFIX = new SearchQuery.Prefix(FullTextField.ANY, "ott");
    private static final FacetRequest YEAR = new FacetRequest(TermField.YEAR, 10, Set.of());

    @Test
    void facets_of_a_query_with_a_prefix_count_as_costly_at_any_nesting_depth() {
        assertEquals(true, isCostly(PREFIX, YEAR));
        assertEquals(true, isCostly(new SearchQuery.And(List.of(WORD, new SearchQuery.Not(PREFIX))), YEAR));
        assertEquals(
                true, isCostly(new SearchQuery.Or(List.of(WORD, new SearchQuery.And(List.of(WORD, PREFIX)))), YEAR));
        assertEquals(false, isCostly(new SearchQuery.Or(List.of(WORD, WORD)), YEAR));
        assertEquals(false, isCostly(new SearchQuery.All(), YEAR));
        assertEquals(false, isCostly(PREFIX));
    }

    private static boolean isCostly(SearchQuery query, FacetRequest... facets) {
        return new SearchRequest(
                        Audience.READERS,
                        null,
                        RecordKind.ARTICLE,
                        query,
                        Map.of(),
                        SortOrder.RELEVANCE,
                        new PagePosition.Start(),
                        20,
                        List.of(facets),
                        false)
                .isCostly();
    }
}
