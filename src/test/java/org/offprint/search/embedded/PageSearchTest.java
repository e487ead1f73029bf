package org.offprint.search.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchAnswer.Value;
import org.offprint.search.SearchIndex.TooCostlyException;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.embedded.index.TestIndex;
import org.offprint.search.feed.ArticleText;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.opensearch.TestCluster;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/** Tests search queries, ranking by relevance, facets and highlights. */
class PageSearchTest {

    private final TestIndex index = new TestIndex();

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void search_words_may_match_in_different_fields_but_all_must_match() {
        index.add(
                article("a", "Dementia in Poland").text(FullTextField.ABSTRACT, "en", "Nothing else."),
                article("b", "Dementia").text(FullTextField.ABSTRACT, "en", "Seen from Poland."),
                article("c", "Dementia"));
        assertEquals(List.of("a", "b"), index.words("dementia", "poland"));
    }

    @Test
    void a_match_in_the_title_ranks_above_matches_in_other_fields() {
        index.add(
                article("reference", "Six").text(FullTextField.REFERENCE, null, "Shaw, The otter. 1999."),
                article("abstract", "Five")
                        .text(FullTextField.ABSTRACT, "en", "We watched many an otter and a beaver."),
                article("keyword", "Four").text(FullTextField.KEYWORD_TEXT, "en", "otters"),
                article("title", "An otter"));
        assertEquals(List.of("title", "keyword", "abstract"), index.words("otter"));
    }

    @Test
    void words_of_references_match_only_queries_on_the_reference_field() {
        index.add(
                article("citing", "Six").text(FullTextField.REFERENCE, null, "Shaw, The river otter. 1999."),
                article("about", "The river otter"));
        assertEquals(List.of("about"), index.words("otter"));
        assertEquals(List.of("citing"), index.keys(new SearchQuery.Word(FullTextField.REFERENCE, "otter")));
        assertEquals(List.of("citing"), index.keys(new SearchQuery.Phrase(FullTextField.REFERENCE, "otter shaw")));
        assertEquals(List.of(), index.keys(new SearchQuery.Phrase(FullTextField.REFERENCE, "otter badger")));
        assertEquals(List.of("citing"), index.keys(new SearchQuery.Prefix(FullTextField.REFERENCE, "ott")));
        assertEquals(List.of("about"), index.keys(new SearchQuery.Phrase(FullTextField.ANY, "river otter")));
    }

    @Test
    void articles_with_adjacent_search_words_rank_first() {
        index.add(
                article("apart", "Education of adults is higher"),
                article("together", "On higher education in our time and in others"));
        assertEquals(List.of("together", "apart"), index.words("higher", "education"));
        assertEquals(List.of("together"), index.phrase("higher education"));
    }

    @Test
    void the_newer_of_two_equally_relevant_articles_ranks_first() {
        Instant now = Instant.now();
        index.add(
                article("old", "Otters").date(DateField.PUBLISHED, now.minusSeconds(20L * 365 * 86_400)),
                article("new", "Otters").date(DateField.PUBLISHED, now),
                article("older", "Otters").date(DateField.PUBLISHED, now.minusSeconds(30L * 365 * 86_400)));
        assertEquals(List.of("new", "old", "older"), index.words("otters"));
    }

    @Test
    void an_article_with_an_identifier_ranks_above_articles_that_cite_the_identifier() {
        index.add(
                article("names", "One").names(Scheme.DOI, "10.1000/a"),
                article("has", "Two").isIdentifiedBy(Scheme.DOI, "10.1000/a"),
                article("neither", "Three").isIdentifiedBy(Scheme.DOI, "10.1000/ab"));
        assertEquals(List.of("has", "names"), index.keys(new SearchQuery.Identifier(Scheme.DOI, "10.1000/a")));
    }

    @Test
    void search_results_can_be_filtered_by_exclusions_and_alternatives_and_dates() {
        index.add(
                article("a", "Otters")
                        .has(Presence.DOI, true)
                        .date(DateField.PUBLISHED, Instant.parse("2020-01-01T00:00:00Z")),
                article("b", "Otters").date(DateField.PUBLISHED, Instant.parse("2021-01-01T00:00:00Z")),
                article("c", "Beavers"));
        SearchQuery otters = new SearchQuery.Word(FullTextField.ANY, "otters");
        SearchQuery beavers = new SearchQuery.Word(FullTextField.ANY, "beavers");
        assertEquals(3, index.keys(new SearchQuery.Or(List.of(otters, beavers))).size());
        assertEquals(List.of("c"), index.keys(new SearchQuery.Not(otters)));
        assertEquals(
                List.of("c"),
                index.keys(new SearchQuery.And(List.of(new SearchQuery.All(), new SearchQuery.Not(otters)))));
        assertEquals(List.of("a"), index.keys(new SearchQuery.Has(Presence.DOI, true)));
        assertEquals(Set.of("b", "c"), Set.copyOf(index.keys(new SearchQuery.Has(Presence.DOI, false))));
        Instant first = Instant.parse("2021-01-01T00:00:00Z");
        assertEquals(List.of("b"), index.keys(new SearchQuery.Between(DateField.PUBLISHED, first, null)));
        assertEquals(List.of("b"), index.keys(new SearchQuery.Between(DateField.PUBLISHED, first, first)));
        assertEquals(
                List.of("a"), index.keys(new SearchQuery.Between(DateField.PUBLISHED, null, first.minusMillis(1))));
    }

    @Test
    void articles_are_found_by_the_current_title_of_their_journal() {
        index.add(
                journal("j1", "Annals of Otters"),
                journal("j2", "Annals of Beavers"),
                article("a", "One").counted(TermField.JOURNAL_ID, TestIndex.id("j1")),
                article("b", "Two").counted(TermField.JOURNAL_ID, TestIndex.id("j2")));
        SearchQuery otters = new SearchQuery.Word(FullTextField.JOURNAL_TITLE, "otter");
        assertEquals(List.of("a"), index.keys(otters));
        assertEquals(
                2,
                index.keys(new SearchQuery.Phrase(FullTextField.JOURNAL_TITLE, "annals of"))
                        .size());
        index.add(journal("j2", "Annals of Otters, Second Series"));
        assertEquals(2, index.keys(otters).size());
    }

    @Test
    void the_counts_of_a_facet_ignore_the_filter_on_the_same_field() {
        index.add(
                journal("j1", "First"),
                article("a", "Otters").counted(TermField.YEAR, 2020).counted(TermField.JOURNAL_ID, TestIndex.id("j1")),
                article("b", "Otters").counted(TermField.YEAR, 2020).counted(TermField.JOURNAL_ID, TestIndex.id("j2")),
                article("c", "Otters").counted(TermField.YEAR, 2021).counted(TermField.JOURNAL_ID, TestIndex.id("j1")),
                article("d", "Beavers")
                        .counted(TermField.YEAR, 2022)
                        .counted(TermField.JOURNAL_ID, TestIndex.id("j1")));
        SearchAnswer answer = index.answer(new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.ARTICLE,
                new SearchQuery.Word(FullTextField.ANY, "otters"),
                Map.of(
                        "year", new SearchQuery.OneOf(TermField.YEAR, Set.of("2021")),
                        "journal", new SearchQuery.OneOf(TermField.JOURNAL_ID, Set.of(TestIndex.id("j1")))),
                SortOrder.RELEVANCE,
                new PagePosition.Start(),
                10,
                List.of(
                        new FacetRequest(TermField.YEAR, 1, Set.of("2021", "1999")),
                        new FacetRequest(TermField.JOURNAL_ID, 10, Set.of(TestIndex.id("j1")))),
                false));
        assertEquals(List.of("c"), TestIndex.keys(answer));
        assertEquals(1, answer.total());
        assertEquals(
                List.of(
                        new Value("2020", "2020", 1, false),
                        new Value("2021", "2021", 1, true),
                        new Value("1999", "1999", 0, true)),
                answer.facets().get(0).values().stream()
                        .sorted(java.util.Comparator.comparing(Value::selected)
                                .thenComparing(java.util.Comparator.comparing(Value::value)
                                        .reversed()))
                        .toList());
        assertEquals(
                List.of(new Value(TestIndex.id("j1"), "First", 1, true)),
                answer.facets().get(1).values());
    }

    @Test
    void a_keyword_facet_shows_the_most_frequent_spelling_of_each_keyword() {
        index.add(
                article("a", "One")
                        .counted(TermField.KEYWORD_TERM, "open access")
                        .spelled(TermField.KEYWORD_TERM, "open access", "Open access"),
                article("b", "Two")
                        .counted(TermField.KEYWORD_TERM, "open access")
                        .spelled(TermField.KEYWORD_TERM, "open access", "open access"),
                article("c", "Three")
                        .counted(TermField.KEYWORD_TERM, "open access")
                        .spelled(TermField.KEYWORD_TERM, "open access", "Open access"));
        SearchAnswer answer = index.answer(new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.ARTICLE,
                new SearchQuery.All(),
                Map.of(),
                SortOrder.NEWEST,
                new PagePosition.Start(),
                1,
                List.of(new FacetRequest(TermField.KEYWORD_TERM, 5, Set.of())),
                false));
        assertEquals(
                List.of(new Value("open access", "Open access", 3, false)),
                answer.facets().get(0).values());
    }

    @Test
    void matches_are_highlighted_and_markup_in_the_original_text_is_escaped() {
        index.add(article("a", "Networks <b>& schools</b> in “network” form")
                .text(FullTextField.TITLE, "zh", "国际教育合作研究")
                .text(FullTextField.ABSTRACT, "en", "First. The networked school is new. Last."));
        SearchAnswer answer = index.answer(marked(new SearchQuery.Word(FullTextField.ANY, "network")));
        assertEquals(
                Map.of(
                        "title",
                        List.of(
                                "<mark>Networks</mark> &lt;b&gt;&amp; schools&lt;/b&gt; in “<mark>network</mark>” form"),
                        "abstract",
                        List.of("The <mark>networked</mark> school is new.")),
                answer.hits().get(0).highlights());
        assertEquals(
                List.of("国际<mark>教育合作</mark>研究"),
                index.answer(marked(new SearchQuery.Word(FullTextField.ANY, "教育合作")))
                        .hits()
                        .get(0)
                        .highlights()
                        .get("title"));
        assertEquals(
                Map.of("abstract", List.of("The networked <mark>school</mark> <mark>is</mark> new.")),
                index.answer(marked(new SearchQuery.Phrase(FullTextField.ANY, "school is")))
                        .hits()
                        .get(0)
                        .highlights());
    }

    @Test
    void at_most_three_sentences_of_a_full_text_are_highlighted() {
        String far = "Nothing is here.\n".repeat(1_000);
        String table = "cell ".repeat(1_000);
        index.add(
                article("a", "Texts")
                        .fullText(
                                "one",
                                ArticleText.of(List.of(
                                        new ArticleText.Part("en", far + "Peat <burns>.\nNo stop " + table + "peat"),
                                        new ArticleText.Part("de", far + "Torf and peat. Peat. Peat peat."))),
                                "en"),
                article("b", "Peat"),
                article("c", "None").fullText("two", null, "en"));
        SearchAnswer answer = index.answer(marked(new SearchQuery.Word(FullTextField.ANY, "peat")));
        assertEquals(List.of("b", "a"), TestIndex.keys(answer));
        List<String> found = answer.hits().get(1).highlights().get("fulltext");
        assertEquals(3, found.size(), found::toString);
        assertEquals("<mark>Peat</mark> &lt;burns&gt;.", found.get(0));
        assertTrue(
                found.get(1).endsWith("cell <mark>peat</mark>") && found.get(1).length() < 700, found.get(1));
        assertEquals("Torf and <mark>peat</mark>.", found.get(2));
        assertEquals(
                List.of("Torf <mark>and</mark> <mark>peat</mark>."),
                index.answer(marked(new SearchQuery.Phrase(FullTextField.FULLTEXT, "and peat")))
                        .hits()
                        .get(0)
                        .highlights()
                        .get("fulltext"));
        assertEquals(
                List.of(),
                index.answer(marked(new SearchQuery.Phrase(FullTextField.ANY, "burns no")))
                        .hits());
    }

    @Test
    void search_results_contain_long_records_and_long_abstracts_in_full() {
        byte[] item = ("{\"title\": \"" + "ö".repeat(40_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        byte[] small = "{}".getBytes(StandardCharsets.UTF_8);
        index.add(
                article("long", "Otters")
                        .text(FullTextField.ABSTRACT, "en", "It is quiet. ".repeat(3_000) + "An otter swims.")
                        .shown("Otters", item),
                article("short", "Otters")
                        .text(FullTextField.ABSTRACT, "en", "It is quiet. An otter rests.")
                        .shown("Otters", small));
        SearchAnswer answer = index.answer(marked(new SearchQuery.Word(FullTextField.ABSTRACT, "otter")));
        assertEquals(Set.of("long", "short"), Set.copyOf(TestIndex.keys(answer)));
        for (Hit hit : answer.hits()) {
            boolean isLong = hit.key().equals(TestIndex.id("long"));
            assertArrayEquals(isLong ? item : small, hit.item());
            String found = hit.highlights().get("abstract").get(0);
            assertTrue(found.contains(isLong ? "<mark>otter</mark> swims" : "<mark>otter</mark> rests"), found);
        }
    }

    @Test
    void a_prefix_query_that_matches_too_many_words_is_rejected() {
        assumeFalse(TestCluster.isWanted(), "With a cluster, only the search time is limited");
        IndexRecord record = article("a", "One");
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 50_001; i++) {
            words.append("w").append(Integer.toString(i, 36)).append(' ');
        }
        index.add(record.text(FullTextField.ABSTRACT, null, words.toString()));
        SearchQuery beginning = new SearchQuery.Prefix(FullTextField.ANY, "w");
        assertThrows(TooCostlyException.class, () -> index.keys(beginning));
    }

    @Test
    void an_article_whose_title_equals_the_query_ranks_first() {
        index.add(article("named", "Introduction"));
        for (int i = 0; i < 5; i++) {
            index.add(article("longer" + i, "Introduction")
                    .text(FullTextField.TITLE, "en", "Introduction to otters: an introduction")
                    .text(FullTextField.KEYWORD_TEXT, "en", "introduction")
                    .text(FullTextField.ABSTRACT, "en", "Introduction. This introduction is an introduction.")
                    .sort(SortOrder.TITLE, "An introduction to otters"));
        }
        assertEquals("named", index.words("introduction").get(0));
        assertEquals("named", index.words("INTRODUCTION!").get(0));
    }

    @Test
    void a_request_for_keys_finds_the_same_records_without_list_items() {
        index.add(article("a", "Otters"), article("b", "Otters"), article("c", "Beavers"));
        SearchRequest request = TestIndex.request(new SearchQuery.Word(FullTextField.ANY, "otters"));
        SearchAnswer listed = index.answer(request);
        SearchAnswer keys = index.answer(request.keysOnly());
        assertEquals(2, listed.hits().size());
        assertEquals(TestIndex.keys(listed), TestIndex.keys(keys));
        assertEquals(listed.hits().get(1).sortValues(), keys.hits().get(1).sortValues());
        assertEquals(-1, keys.total());
    }

    @Test
    void a_search_that_exceeds_its_timeout_is_cancelled() {
        for (int i = 0; i < 50; i++) {
            index.add(article("a" + i, "Otters"));
        }
        SearchRequest request = TestIndex.request(new SearchQuery.Word(FullTextField.ANY, "otters"));
        assertThrows(
                TooCostlyException.class,
                () -> index.ask(
                        snapshot -> new PageSearch(snapshot, request, Duration.ZERO, sources -> Map.of()).answer()));
        assertEquals(50, index.answer(request).total());
    }

    private static SearchRequest marked(SearchQuery query) {
        return new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.ARTICLE,
                query,
                Map.of(),
                SortOrder.RELEVANCE,
                new PagePosition.Start(),
                10,
                List.of(),
                true);
    }

    private IndexRecord article(String key, String title) {
        return index.article(key, "en", title);
    }

    private static IndexRecord journal(String key, String title) {
        return new IndexRecord(RecordKind.JOURNAL, TestIndex.id(key))
                .text(FullTextField.TITLE, "en", title)
                .text(FullTextField.JOURNAL_TITLE, "en", title)
                .sort(SortOrder.TITLE, title)
                .shown(title, null);
    }
}
