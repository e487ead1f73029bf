package org.offprint.search.embedded.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.search.SearchAnswer.Meant;
import org.offprint.search.SearchRequest.Place;
import org.offprint.search.embedded.index.TestIndex;
import org.offprint.search.embedded.reader.RecordLookup;
import org.offprint.search.lucene.query.SpellingCorrection;
import org.offprint.search.query.QuerySyntax;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** What is offered where a query finds nothing. */
class SpellingCorrectionTest {

    private final TestIndex index = new TestIndex();

    @BeforeEach
    void fill() {
        for (int i = 0; i < 5; i++) {
            index.add(index.article("soil" + i, "en", "Carbon in soils of the north")
                    .text(FullTextField.ABSTRACT, "en", "We measured phosphorus and photosynthesis.")
                    .counted(TermField.YEAR, 2020)
                    .person(FullTextField.AUTHOR, "Ada", "Moreira"));
        }
        index.add(index.article("typo", "en", "A carbn of its own"));
    }

    @AfterEach
    void close() {
        index.close();
    }

    private Meant meant(String q, Map<String, SearchQuery> filters) {
        return index.answer(TestIndex.request(
                        QuerySyntax.parse(q, RecordKind.ARTICLE),
                        filters,
                        SortOrder.RELEVANCE,
                        new Place.Numbered(1),
                        10))
                .meant();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fosphorus                 | phosphorus",
                "phosphorous carbon        | phosphorus carbon",
                "phtosyntesis              | photosynthesis",
                "moriera                   | moreira",
                "author:morera             | author:moreira",
                "title:(sols OR carbun)    | title:soils OR title:carbon",
                "carbn soils               | carbon soils",
                "soils nroth -zebra | soils north -zebra",
            })
    void a_word_that_is_nowhere_is_replaced_by_the_nearest(String asked, String offered) {
        Meant meant = meant(asked, Map.of());
        assertEquals(offered, QuerySyntax.write(meant.query(), RecordKind.ARTICLE));
        assertEquals(5, meant.total());
    }

    @ParameterizedTest
    @CsvSource({"xylophone", "soils xylophone", "10.5555/none", "soils carbon -north", "year:1999", "氮"})
    void nothing_is_offered_where_nothing_comes_near(String asked) {
        assertNull(meant(asked, Map.of()));
    }

    @Test
    void what_is_offered_finds_something_with_the_filters_too() {
        Map<String, SearchQuery> none = Map.of("year", new SearchQuery.OneOf(TermField.YEAR, Set.of("1999")));
        assertNull(meant("phosphorous", none));
        Map<String, SearchQuery> some = Map.of("year", new SearchQuery.OneOf(TermField.YEAR, Set.of("2020")));
        assertEquals(5, meant("phosphorous", some).total());
    }

    @Test
    void nothing_is_offered_where_something_is_found() {
        assertNull(meant("carbn", Map.of()));
    }

    @Test
    void the_search_for_words_is_bounded_by_their_number() {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            query.append(query.isEmpty() ? "" : " OR ").append("soils");
        }
        for (String q : List.of("soilsxyz northxyz carbonxyz", query.toString(), "x".repeat(200))) {
            int searches = index.ask(snapshot -> {
                SpellingCorrection correction = new SpellingCorrection(
                        new RecordLookup(snapshot), new SnapshotDictionary(snapshot), RecordKind.ARTICLE);
                correction.replacement(QuerySyntax.parse(q, RecordKind.ARTICLE), other -> 0);
                return correction.searches();
            });
            assertTrue(searches <= 20, q + " takes " + searches);
        }
    }
}
