package org.offprint.web.api.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.lists.SampleArticles.get;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests query suggestions for searches without hits. */
@QuarkusTest
class DidYouMeanTest {

    private SampleArticles library;
    private String typo;

    @BeforeEach
    void open() {
        library = new SampleArticles();
        typo = library.word.substring(0, 2) + "x" + library.word.substring(2);
    }

    /**
     * Repeats the search until the page contains a suggestion, because a slow machine may find none within the time
     * limit.
     */
    private static JsonNode offering(Supplier<JsonNode> search) {
        AtomicReference<JsonNode> page = new AtomicReference<>();
        Fixtures.await(() -> {
            page.set(search.get());
            return page.get().has("didYouMean");
        });
        return page.get();
    }

    @Test
    void a_search_without_hits_suggests_a_query_with_hits() {
        JsonNode page = offering(() -> library.articles("&facets=year&q=" + typo + "+peat"));
        assertEquals(0, page.get("total").intValue());
        JsonNode meant = page.get("didYouMean");
        assertEquals(library.word.toLowerCase() + " peat", meant.get("q").textValue());
        assertEquals(1, meant.get("total").intValue());
        JsonNode found = get(asReader(), meant.at("/links/self").textValue());
        assertEquals(library.soil, found.at("/items/0/id").textValue());
        assertEquals(1, found.get("total").intValue());
        assertEquals(1, found.at("/facets/year").size(), "other parameters are kept");
        assertFalse(found.has("didYouMean"));
    }

    @Test
    void searches_for_journals_affiliations_and_contributors_suggest_corrected_queries() {
        JsonNode words = offering(() -> library.articles("&syntax=words&q=" + typo + "%3A"));
        assertEquals(3, words.at("/didYouMean/total").intValue());
        assertEquals(
                3,
                get(asReader(), words.at("/didYouMean/links/self").textValue())
                        .get("total")
                        .intValue());
        for (String list : new String[] {"journals", "affiliations", "contributors"}) {
            String q = list.equals("contributors") ? "Q" + typo : typo;
            JsonNode page = offering(() -> get(asReader(), "/v1/" + list + "?q=" + q));
            assertEquals(0, page.get("total").intValue(), list);
            assertEquals(true, page.at("/didYouMean/total").intValue() > 0, list + page);
        }
    }

    @Test
    void a_search_without_a_query_or_without_similar_terms_suggests_nothing() {
        assertFalse(library.articles("&year=1999").has("didYouMean"));
        assertFalse(library.articles("&q=" + typo + "&year=1999").has("didYouMean"));
        assertFalse(library.articles("&q=xqzkwvjj").has("didYouMean"));
        assertFalse(library.articles("&q=soils").has("didYouMean"));
    }

    @Test
    void query_suggestions_for_editors_use_only_articles_of_their_own_journals() {
        SampleArticles other = new SampleArticles();
        String hidden = "Gnu" + other.word;
        SampleArticles.draft(other.article(hidden, "2026", "letter"));
        String asked = "/v1/articles?q=x" + hidden;
        assertEquals(
                1,
                offering(() -> get(Fixtures.as(Fixtures.editorOf(other.journal)), asked))
                        .at("/didYouMean/total")
                        .intValue());
        assertFalse(get(Fixtures.as(Fixtures.editorOf(library.journal)), asked).has("didYouMean"));
        assertFalse(get(asReader(), asked).has("didYouMean"));
        assertEquals(
                1, offering(() -> get(asAdmin(), asked)).at("/didYouMean/total").intValue());
    }
}
