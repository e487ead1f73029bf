package org.offprint.search.lucene.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.offprint.kernel.json.Json;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/**
 * Warm-up searches at startup, which load and compile code and read index files, so that the first users need not wait.
 * The searches cover lists in each sort order that has its own values, and words of the newest titles with facets and
 * highlights.
 */
public final class WarmUpSearches {

    private static final int ROUNDS = 3;
    private static final int PAGE = 20;

    /**
     * Sort orders of the warm-up lists. A reverse order reads the same values with the same code, so it is not
     * included. The exception is {@code OLDEST}: because the index is sorted newest first, only this order reads all
     * publication dates.
     */
    private static final List<SortOrder> ORDERS = Stream.of(SortOrder.values())
            .filter(order -> order.isOf(RecordKind.ARTICLE) && order != SortOrder.RELEVANCE)
            .filter(order -> order == order.indexed() || order == SortOrder.OLDEST)
            .toList();

    private static final List<TermField> COUNTED = List.of(
            TermField.YEAR,
            TermField.JOURNAL_ID,
            TermField.TYPE,
            TermField.LANGUAGE,
            TermField.KEYWORD_TERM,
            TermField.AFFILIATION_ID);

    private WarmUpSearches() {}

    /** Function that answers a search request. */
    public interface Search {
        SearchAnswer answer(SearchRequest request);
    }

    /** Runs all warm-up searches three times. */
    public static void run(Search search) {
        for (int round = 0; round < ROUNDS; round++) {
            run(search, Duration.ofDays(1));
        }
    }

    /** Runs each warm-up search once. Starts no more searches after {@code longest} has elapsed. */
    public static void run(Search search, Duration longest) {
        long began = System.nanoTime();
        List<Hit> newest = List.of();
        for (SortOrder order : ORDERS) {
            if (System.nanoTime() - began < longest.toNanos()) {
                SearchAnswer list = search.answer(request(new SearchQuery.All(), order, List.of(), false));
                newest = order == SortOrder.NEWEST ? list.hits() : newest;
            }
        }
        for (Hit hit : newest) {
            SearchQuery words = words(hit);
            if (words != null && System.nanoTime() - began < longest.toNanos()) {
                search.answer(request(words, SortOrder.RELEVANCE, facets(), true));
            }
        }
    }

    /** Returns a query for two words of a hit's title, or null if the title has no words. */
    private static SearchQuery words(Hit hit) {
        JsonNode title = hit.item() == null
                ? null
                : Json.<JsonNode>read(hit.item(), JsonNode.class).get("title");
        List<SearchQuery> words = new ArrayList<>();
        for (Token token : title == null ? List.<Token>of() : TextTokenizer.ofQuery(title.asText())) {
            if (token.word() != null && words.size() < 2) {
                words.add(new SearchQuery.Word(FullTextField.ANY, token.word()));
            }
        }
        return words.isEmpty() ? null : new SearchQuery.And(words);
    }

    private static List<FacetRequest> facets() {
        return COUNTED.stream()
                .map(field -> new FacetRequest(field, 10, Set.of()))
                .toList();
    }

    private static SearchRequest request(
            SearchQuery query, SortOrder order, List<FacetRequest> facets, boolean highlight) {
        return new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.ARTICLE,
                query,
                Map.of(),
                order,
                new PagePosition.Start(),
                PAGE,
                facets,
                highlight);
    }
}
