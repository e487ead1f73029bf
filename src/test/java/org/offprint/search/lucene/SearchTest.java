package org.offprint.search.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.search.Audience;
import org.offprint.search.DateField;
import org.offprint.search.Entry;
import org.offprint.search.Kind;
import org.offprint.search.Order;
import org.offprint.search.Presence;
import org.offprint.search.Query;
import org.offprint.search.Query.Scheme;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Value;
import org.offprint.search.SearchIndex.TooCostlyException;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.Place;
import org.offprint.search.SearchRequest.WantedFacet;
import org.offprint.search.TermField;
import org.offprint.search.TextField;

/** Queries, their order by relevance, facets and marks. */
class SearchTest {

    private final TestIndex index = new TestIndex();

    @AfterEach
    void close() {
        index.close();
    }

    @Test
    void all_words_must_match_in_whatever_fields() {
        index.add(
                article("a", "Dementia in Poland").text(TextField.ABSTRACT, "en", "Nothing else."),
                article("b", "Dementia").text(TextField.ABSTRACT, "en", "Seen from Poland."),
                article("c", "Dementia"));
        assertEquals(List.of("a", "b"), index.words("dementia", "poland"));
    }

    @Test
    void a_word_in_the_title_counts_more_than_elsewhere() {
        index.add(
                article("reference", "Six").text(TextField.REFERENCE, null, "Shaw, The otter. 1999."),
                article("abstract", "Five").text(TextField.ABSTRACT, "en", "We watched many an otter and a beaver."),
                article("keyword", "Four").text(TextField.KEYWORD_TEXT, "en", "otters"),
                article("title", "An otter"));
        assertEquals(List.of("title", "keyword", "abstract", "reference"), index.words("otter"));
    }

    @Test
    void words_next_to_each_other_come_first() {
        index.add(
                article("apart", "Education of adults is higher"),
                article("together", "On higher education in our time and in others"));
        assertEquals(List.of("together", "apart"), index.words("higher", "education"));
        assertEquals(List.of("together"), index.phrase("higher education"));
    }

    @Test
    void the_newer_of_alike_articles_comes_first() {
        Instant now = Instant.now();
        index.add(
                article("old", "Otters").date(DateField.PUBLISHED, now.minusSeconds(20L * 365 * 86_400)),
                article("new", "Otters").date(DateField.PUBLISHED, now),
                article("older", "Otters").date(DateField.PUBLISHED, now.minusSeconds(30L * 365 * 86_400)));
        assertEquals(List.of("new", "old", "older"), index.words("otters"));
    }

    @Test
    void what_has_an_identifier_comes_before_what_names_it() {
        index.add(
                article("names", "One").names(Scheme.DOI, "10.1000/a"),
                article("has", "Two").isIdentifiedBy(Scheme.DOI, "10.1000/a"),
                article("neither", "Three").isIdentifiedBy(Scheme.DOI, "10.1000/ab"));
        assertEquals(List.of("has", "names"), index.keys(new Query.Identifier(Scheme.DOI, "10.1000/a")));
    }

    @Test
    void not_or_dates_and_presence_narrow() {
        index.add(
                article("a", "Otters")
                        .has(Presence.DOI, true)
                        .date(DateField.PUBLISHED, Instant.parse("2020-01-01T00:00:00Z")),
                article("b", "Otters").date(DateField.PUBLISHED, Instant.parse("2021-01-01T00:00:00Z")),
                article("c", "Beavers"));
        Query otters = new Query.Word(TextField.ANY, "otters");
        Query beavers = new Query.Word(TextField.ANY, "beavers");
        assertEquals(3, index.keys(new Query.Or(List.of(otters, beavers))).size());
        assertEquals(List.of("c"), index.keys(new Query.Not(otters)));
        assertEquals(List.of("c"), index.keys(new Query.And(List.of(new Query.All(), new Query.Not(otters)))));
        assertEquals(List.of("a"), index.keys(new Query.Has(Presence.DOI, true)));
        assertEquals(Set.of("b", "c"), Set.copyOf(index.keys(new Query.Has(Presence.DOI, false))));
        Instant first = Instant.parse("2021-01-01T00:00:00Z");
        assertEquals(List.of("b"), index.keys(new Query.Between(DateField.PUBLISHED, first, null)));
        assertEquals(List.of("b"), index.keys(new Query.Between(DateField.PUBLISHED, first, first)));
        assertEquals(List.of("a"), index.keys(new Query.Between(DateField.PUBLISHED, null, first.minusMillis(1))));
    }

    @Test
    void words_of_a_journal_find_the_articles_of_its_present_name() {
        index.add(
                journal("j1", "Annals of Otters"),
                journal("j2", "Annals of Beavers"),
                article("a", "One").counted(TermField.JOURNAL_ID, "j1"),
                article("b", "Two").counted(TermField.JOURNAL_ID, "j2"));
        Query otters = new Query.Word(TextField.JOURNAL_TITLE, "otter");
        assertEquals(List.of("a"), index.keys(otters));
        assertEquals(
                2,
                index.keys(new Query.Phrase(TextField.JOURNAL_TITLE, "annals of"))
                        .size());
        index.add(journal("j2", "Annals of Otters, Second Series"));
        assertEquals(2, index.keys(otters).size());
    }

    @Test
    void facets_leave_out_their_own_filter_and_hold_what_is_selected() {
        index.add(
                journal("j1", "First"),
                article("a", "Otters").counted(TermField.YEAR, 2020).counted(TermField.JOURNAL_ID, "j1"),
                article("b", "Otters").counted(TermField.YEAR, 2020).counted(TermField.JOURNAL_ID, "j2"),
                article("c", "Otters").counted(TermField.YEAR, 2021).counted(TermField.JOURNAL_ID, "j1"),
                article("d", "Beavers").counted(TermField.YEAR, 2022).counted(TermField.JOURNAL_ID, "j1"));
        SearchAnswer answer = index.answer(new SearchRequest(
                Audience.READERS,
                null,
                Kind.ARTICLE,
                new Query.Word(TextField.ANY, "otters"),
                Map.of(
                        "year", new Query.OneOf(TermField.YEAR, Set.of("2021")),
                        "journal", new Query.OneOf(TermField.JOURNAL_ID, Set.of("j1"))),
                Order.RELEVANCE,
                new Place.Start(),
                10,
                List.of(
                        new WantedFacet(TermField.YEAR, 1, Set.of("2021", "1999")),
                        new WantedFacet(TermField.JOURNAL_ID, 10, Set.of("j1"))),
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
                List.of(new Value("j1", "First", 1, true)),
                answer.facets().get(1).values());
    }

    @Test
    void a_keyword_is_called_as_it_is_spelled_most() {
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
                Kind.ARTICLE,
                new Query.All(),
                Map.of(),
                Order.NEWEST,
                new Place.Start(),
                1,
                List.of(new WantedFacet(TermField.KEYWORD_TERM, 5, Set.of())),
                false));
        assertEquals(
                List.of(new Value("open access", "Open access", 3, false)),
                answer.facets().get(0).values());
    }

    @Test
    void what_was_found_is_marked_and_all_else_escaped() {
        index.add(article("a", "Networks <b>& schools</b> in “network” form")
                .text(TextField.TITLE, "zh", "国际教育合作研究")
                .text(TextField.ABSTRACT, "en", "First. The networked school is new. Last."));
        SearchAnswer answer = index.answer(marked(new Query.Word(TextField.ANY, "network")));
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
                index.answer(marked(new Query.Word(TextField.ANY, "教育合作")))
                        .hits()
                        .get(0)
                        .highlights()
                        .get("title"));
        assertEquals(
                Map.of("abstract", List.of("The networked <mark>school</mark> <mark>is</mark> new.")),
                index.answer(marked(new Query.Phrase(TextField.ANY, "school is")))
                        .hits()
                        .get(0)
                        .highlights());
    }

    @Test
    void beginnings_of_too_many_words_are_refused() {
        Entry entry = article("a", "One");
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 50_001; i++) {
            words.append("w").append(Integer.toString(i, 36)).append(' ');
        }
        index.add(entry.text(TextField.ABSTRACT, null, words.toString()));
        Query beginning = new Query.Prefix(TextField.ANY, "w");
        assertThrows(TooCostlyException.class, () -> index.keys(beginning));
    }

    @Test
    void a_search_that_takes_too_long_is_given_up() {
        for (int i = 0; i < 50; i++) {
            index.add(article("a" + i, "Otters"));
        }
        SearchRequest request = TestIndex.request(new Query.Word(TextField.ANY, "otters"));
        assertThrows(
                TooCostlyException.class,
                () -> index.ask(snapshot -> new Search(snapshot, request, Duration.ZERO).answer()));
        assertEquals(50, index.answer(request).total());
    }

    private static SearchRequest marked(Query query) {
        return new SearchRequest(
                Audience.READERS,
                null,
                Kind.ARTICLE,
                query,
                Map.of(),
                Order.RELEVANCE,
                new Place.Start(),
                10,
                List.of(),
                true);
    }

    private Entry article(String key, String title) {
        return index.article(key, "en", title);
    }

    private static Entry journal(String key, String title) {
        return new Entry(Kind.JOURNAL, key)
                .text(TextField.TITLE, "en", title)
                .text(TextField.JOURNAL_TITLE, "en", title)
                .sort(Order.TITLE, title)
                .shown(title, null);
    }
}
