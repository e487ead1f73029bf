package org.offprint.search.embedded.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.search.SearchAnswer.CorrectedQuery;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.embedded.index.TestIndex;
import org.offprint.search.embedded.reader.RecordLookup;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.SpellingCorrection;
import org.offprint.search.query.QuerySyntax;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** Tests the suggested corrections of search queries without hits. */
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

    private CorrectedQuery meant(String q, Map<String, SearchQuery> filters) {
        return index.answer(TestIndex.request(
                        QuerySyntax.parse(q, RecordKind.ARTICLE),
                        filters,
                        SortOrder.RELEVANCE,
                        new PagePosition.Numbered(1),
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
    void an_unknown_search_word_is_replaced_by_the_most_similar_known_word(String asked, String offered) {
        CorrectedQuery meant = meant(asked, Map.of());
        assertEquals(offered, QuerySyntax.write(meant.query(), RecordKind.ARTICLE));
        assertEquals(5, meant.total());
    }

    @ParameterizedTest
    @CsvSource({"xylophone", "soils xylophone", "10.5555/none", "soils carbon -north", "year:1999", "氮"})
    void no_correction_is_suggested_if_no_word_is_similar(String asked) {
        assertNull(meant(asked, Map.of()));
    }

    @Test
    void a_suggested_query_has_hits_with_the_same_filters() {
        Map<String, SearchQuery> none = Map.of("year", new SearchQuery.OneOf(TermField.YEAR, Set.of("1999")));
        assertNull(meant("phosphorous", none));
        Map<String, SearchQuery> some = Map.of("year", new SearchQuery.OneOf(TermField.YEAR, Set.of("2020")));
        assertEquals(5, meant("phosphorous", some).total());
    }

    @Test
    void no_correction_is_suggested_if_the_query_has_hits() {
        assertNull(meant("carbn", Map.of()));
    }

    /**
     * Indexes two articles with a word and two or more other articles. Then indexes the articles with the word again,
     * and checks that the index still contains their deleted versions.
     */
    private void addAndReplace(String word, IndexRecord... others) {
        IndexRecord[] replaced = {
            index.article(word + 0, "en", "The " + word + " of winter"),
            index.article(word + 1, "en", "The " + word + " of winter")
        };
        index.add(Stream.concat(Arrays.stream(replaced), Arrays.stream(others)).toArray(IndexRecord[]::new));
        index.add(replaced);
        for (FullTextField field : List.of(FullTextField.ANY, FullTextField.TITLE)) {
            String terms = field == FullTextField.ANY
                    ? FieldNames.anywhere(RecordKind.ARTICLE)
                    : FieldNames.words(RecordKind.ARTICLE, field);
            int records = index.ask(snapshot -> snapshot.getIndexReader().docFreq(new Term(terms, word)));
            assertEquals(4, records, "deleted records of unmerged segments are included");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"marsh winter", "title:marsh winter"})
    void a_word_is_not_replaced_by_a_rarer_word_with_deleted_records(String asked) {
        addAndReplace(
                "harsh",
                index.article("marsh0", "en", "The marsh of summer"),
                index.article("marsh1", "en", "The marsh of summer"),
                index.article("marsh2", "en", "The marsh of summer"));
        assertNull(meant(asked, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"meadox, meador", "title:meadox, title:meador"})
    void the_alphabetically_first_of_equally_frequent_words_is_suggested(String asked, String offered) {
        addAndReplace(
                "meadow",
                index.article("meador0", "en", "The meador of summer"),
                index.article("meador1", "en", "The meador of summer"));
        CorrectedQuery meant = meant(asked, Map.of());
        assertEquals(offered, QuerySyntax.write(meant.query(), RecordKind.ARTICLE));
        assertEquals(2, meant.total());
    }

    @Test
    void the_number_of_searches_for_corrections_is_limited() {
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
