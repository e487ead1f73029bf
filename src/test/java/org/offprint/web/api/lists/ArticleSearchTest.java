package org.offprint.web.api.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.lists.SampleArticles.facet;
import static org.offprint.web.api.lists.SampleArticles.get;
import static org.offprint.web.api.lists.SampleArticles.ids;
import static org.offprint.web.api.lists.SampleArticles.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests article search with the query parameter {@code q}, filters, facets, selected fields and highlights. */
@QuarkusTest
class ArticleSearchTest {

    private static SampleArticles library;

    @BeforeEach
    void open() {
        library = library == null ? new SampleArticles() : library;
    }

    private static String q(String query) {
        return "&q=" + encoded(query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void article_search_supports_words_phrases_fields_and_operators() {
        String word = library.word;
        assertEquals(List.of(library.soil), library.ids(q("peat " + word)));
        assertEquals(List.of(library.soil), library.ids(q("\"solos de " + word + "\"")));
        assertEquals(List.of(library.soil), library.ids(q("author:moreira")));
        assertEquals(List.of(library.soil), library.ids(q("abstract:muller")));
        assertEquals(List.of(), library.ids(q("title:muller")));
        assertEquals(Set.of(library.soil, library.water), Set.copyOf(library.ids(q("title:(soil OR water)"))));
        assertEquals(Set.of(library.water, library.air), Set.copyOf(library.ids(q("-title:soils"))));
        assertEquals(List.of(library.soil), library.ids(q("keyword:pea*")));
        assertEquals(List.of(library.air), library.ids(q("year:2024 -type:review-article")));
        assertEquals(List.of(), library.ids("&syntax=words" + q("soil OR water")));
        assertEquals(List.of(library.soil), library.ids("&syntax=words" + q("(peat: \"" + word)));
        assertEquals(List.of(), library.ids("&syntax=words" + q("???")));
    }

    @Test
    void words_of_statements_match_by_their_stem() {
        assertEquals(List.of(library.water), library.ids(q("statement:committee")));
        assertEquals(List.of(library.water), library.ids(q("funder:grant")));
        assertEquals(List.of(library.water), library.ids(q("committee")));
        assertEquals(List.of(), library.ids(q("statement:\"committee\"")));
    }

    @Test
    void the_journal_filter_accepts_an_id_the_current_slug_or_a_former_slug() {
        JsonNode journal = Fixtures.created(
                asAdmin(),
                "/v1/journals",
                Fixtures.object().put("title", Fixtures.unique("Slugged")).put("language", "en"));
        String id = journal.get("id").textValue();
        String old = journal.get("slug").textValue();
        String article = Fixtures.article(id);
        Fixtures.publish(article);
        Fixtures.patch(asAdmin(), "/v1/journals/" + id, Fixtures.object().put("slug", old + "-anew"))
                .then()
                .statusCode(200);
        for (String name : List.of(id, old, old + "-anew", old.toUpperCase())) {
            JsonNode page = SampleArticles.get(asReader(), "/v1/articles?facets=journal&journal=" + name);
            assertEquals(List.of(article), SampleArticles.ids(page), name);
            List<String> selected = new ArrayList<>();
            page.at("/facets/journal").forEach(value -> {
                if (value.get("selected").booleanValue()) {
                    selected.add(value.get("value").textValue());
                }
            });
            assertEquals(List.of(id), selected);
        }
        JsonNode both = SampleArticles.get(
                asReader(), "/v1/articles?limit=1&journal=" + old + "&journal=" + library.journal + "&sort=title");
        assertEquals(4, both.get("total").intValue());
        JsonNode next = SampleArticles.get(asReader(), both.at("/page/next").textValue());
        assertEquals(4, next.get("total").intValue());
        for (String unknown : List.of("no-such-journal", "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f")) {
            assertEquals(
                    0,
                    SampleArticles.get(asReader(), "/v1/articles?journal=" + unknown)
                            .get("total")
                            .intValue());
        }
    }

    @Test
    void an_identifier_in_a_search_query_is_matched_in_any_format() {
        String upper = library.doi.toUpperCase();
        for (String spelling : List.of(library.doi, "doi:" + upper, "https://doi.org/" + encoded(upper))) {
            assertEquals(List.of(library.soil), library.ids(q(spelling)), spelling);
            assertEquals(List.of(library.soil), library.ids("&doi=" + encoded(spelling)), spelling);
        }
        assertEquals(List.of(library.soil), library.ids(q("000000029079593X")));
        assertEquals(List.of(library.soil), library.ids(q("author:orcid.org/0000-0002-9079-593X")));
        assertEquals(List.of(library.soil), library.ids(q("affiliation:" + library.ror)));
        assertEquals(List.of(library.soil), library.ids(q("10.5555/earlier." + library.word)));
        assertEquals(3, library.ids(q("journal:" + library.issn)).size());
    }

    @Test
    void article_filters_accept_different_notations_of_the_same_value() {
        assertEquals(List.of(library.soil), library.ids("&orcid=000000029079593X"));
        assertEquals(List.of(library.soil), library.ids("&author=https://orcid.org/0000-0002-9079-593X"));
        assertEquals(List.of(library.water), library.ids("&author=Ben+Q" + library.word));
        assertEquals(List.of(library.soil), library.ids("&ror=" + library.ror.substring(16)));
        assertEquals(List.of(library.soil), library.ids("&affiliation=" + library.university));
        assertEquals(List.of(library.soil), library.ids("&license=https://creativecommons.org/licenses/by/4.0"));
        assertEquals(List.of(library.water), library.ids("&license=cc0-1.0"));
        assertEquals(List.of(library.soil, library.water), library.ids("&keyword=SOIL++carbon"));
        assertEquals(List.of(library.soil), library.ids("&language=pt"));
        assertEquals(List.of(library.soil), library.ids("&cites=https://doi.org/10.5555/EARLIER." + library.word));
        assertEquals(List.of(library.water), library.ids("&type=Review+Article"));
        assertEquals(3, library.ids("&issn=" + library.issn.replace("-", "")).size());
        assertEquals(3, library.ids("&retracted=false").size());
        assertEquals(List.of(library.water, library.air), library.ids("&year=2024"));
        assertEquals(3, library.ids("&year=2024&year=2025").size());
    }

    @Test
    void date_filters_include_both_limits_and_use_the_first_day_of_partial_dates() {
        assertEquals(List.of(library.water, library.air), library.ids("&publishedUntil=2024"));
        assertEquals(List.of(library.water), library.ids("&publishedFrom=2024-01-02&publishedUntil=2024-06-01"));
        assertEquals(List.of(library.soil), library.ids("&publishedFrom=2025-03-01"));
        assertEquals(List.of(library.air), library.ids("&publishedUntil=2024-05"));
        assertEquals(3, library.ids("&updatedFrom=2020&updatedUntil=2999").size());
        assertEquals(List.of(), library.ids("&updatedUntil=2020"));
        String at = get(asReader(), "/v1/articles/" + library.air)
                .get("publishedAt")
                .textValue();
        assertTrue(library.ids("&updatedFrom=" + encoded(at)).contains(library.air));
    }

    @Test
    void an_article_must_match_all_values_of_has_but_only_one_value_of_missing() {
        assertEquals(List.of(library.soil), library.ids("&has=doi&has=abstract"));
        assertEquals(List.of(library.soil, library.water), library.ids("&has=license"));
        assertEquals(List.of(library.water, library.air), library.ids("&missing=doi"));
        assertEquals(List.of(library.water, library.air), library.ids("&missing=license&missing=orcid"));
        assertEquals(List.of(library.water), library.ids("&missing=orcid&has=license"));
    }

    @Test
    void articles_can_be_sorted_by_publication_date_title_or_update_time() {
        assertEquals(List.of(library.soil, library.water, library.air), library.ids(""));
        assertEquals(List.of(library.air, library.water, library.soil), library.ids("&sort=published"));
        assertEquals(List.of(library.air, library.soil, library.water), library.ids("&sort=title"));
        assertEquals(List.of(library.air, library.water, library.soil), library.ids("&sort=-updated"));
        assertEquals(
                List.of(library.soil, library.water, library.air), library.ids("&sort=-published" + q(library.word)));
    }

    @Test
    void section_facet_values_are_labelled_with_section_titles() {
        String path = "/v1/journals/" + library.journal;
        JsonNode sections = object().set(
                        "sections", JsonNodeFactory.instance.arrayNode().add(object().put("title", "Field notes")));
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(sections.toString())
                .patch(path)
                .then()
                .statusCode(200);
        String section = get(asReader(), path).at("/sections/0/id").textValue();
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(object().put("section", section).toString())
                .patch("/v1/articles/" + library.air)
                .then()
                .statusCode(200);
        JsonNode facet = library.articles("&facets=section").at("/facets/section/0");
        assertEquals(section, facet.get("value").textValue());
        assertEquals("Field notes", facet.get("label").textValue());
    }

    @Test
    void a_facet_ignores_filters_on_its_field_and_always_lists_selected_values() {
        JsonNode page = library.articles("&facets=year&facets=type:1&facets=keyword&year=2025");
        assertEquals(List.of("2024 2", "2025 1*"), facet(page, "year"));
        assertEquals(List.of("research-article 1"), facet(page, "type"));
        assertEquals(
                List.of("peat 1", "soil carbon 1"),
                facet(page, "keyword").stream().sorted().toList());
        assertEquals(1, page.get("total").intValue());
        JsonNode several = library.articles("&facets=year&year=2025&year=2024&type=letter&facets=type");
        assertEquals(List.of("2024 1*", "2025 0*"), facet(several, "year"));
        assertEquals(3, facet(several, "type").size());
        assertTrue(facet(several, "type").contains("letter 1*"));
        JsonNode chosen = library.articles("&facets=year:1&year=2025");
        assertEquals(Set.of("2024 2", "2025 1*"), Set.copyOf(facet(chosen, "year")));
        JsonNode labels = library.articles("&facets=journal&facets=affiliation&facets=author&facets=country");
        assertTrue(labels.at("/facets/journal").findValuesAsText("label").contains("Journal " + library.word));
        assertEquals(
                "Institute of " + library.word,
                labels.at("/facets/affiliation/0/label").textValue());
        assertEquals("Ada Moreira", labels.at("/facets/author/0/label").textValue());
        assertEquals(SampleArticles.ADA, labels.at("/facets/author/0/value").textValue());
        assertEquals(
                0,
                library.articles("&facets=year" + q("nothingofthekind"))
                        .at("/facets/year")
                        .size());
    }

    @Test
    void the_fields_parameter_limits_members_but_always_includes_id_and_links() {
        JsonNode item = library.articles("&fields=title,contributors.family&doi=" + encoded(library.doi))
                .at("/items/0");
        List<String> names = new ArrayList<>();
        item.fieldNames().forEachRemaining(names::add);
        assertEquals(List.of("id", "title", "contributors", "links"), names);
        assertEquals("[{\"family\":\"Moreira\"}]", item.get("contributors").toString());
        JsonNode two =
                library.articles("&fields=journal.title&fields=type&limit=1").at("/items/0");
        assertEquals(Set.of("title"), names(two.get("journal")));
        assertTrue(two.has("type"));
    }

    private static Set<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return Set.copyOf(names);
    }

    @Test
    void search_highlights_are_escaped_html_with_mark_elements() {
        JsonNode item = library.articles("&highlight=true" + q("soil muller")).at("/items/0");
        assertTrue(item.has("highlights"), item.toString());
        assertEquals(
                "<mark>Soils</mark> of " + library.word,
                item.at("/highlights/title/0").textValue(),
                item.toString());
        String found = item.at("/highlights/abstract/0").textValue();
        assertTrue(found.contains("<mark>Müller</mark> &amp; Söhne &lt;measured&gt;"), found);
        assertFalse(library.articles(q("soil")).at("/items/0").has("highlights"));
        JsonNode few =
                library.articles("&highlight=true&fields=title" + q("soil")).at("/items/0");
        assertEquals(Set.of("id", "title", "links", "highlights"), names(few));
        JsonNode editors = get(asAdmin(), "/v1/articles?highlight=true&journal=" + library.journal + q("soil"));
        assertTrue(editors.at("/items/0/highlights/title/0").textValue().contains("<mark>"));
    }

    @Test
    void titles_and_abstracts_of_a_page_are_highlighted_up_to_a_total_length() {
        SampleArticles articles = new SampleArticles();
        int length = 90_000;
        for (int i = 0; i < 6; i++) {
            ObjectNode article = articles.article("Kelp " + i, "2024", "letter");
            SampleArticles.published(article.put("abstract", "kelp " + "x ".repeat(length / 2 - 3) + "."));
        }
        JsonNode items =
                articles.articles("&highlight=true&sort=title" + q("kelp")).get("items");
        for (int i = 0; i < 6; i++) {
            JsonNode highlights = items.get(i).get("highlights");
            assertEquals("<mark>Kelp</mark> " + i, highlights.at("/title/0").textValue());
            assertEquals(i < 5, highlights.has("abstract"), "article " + i);
        }
    }

    @Test
    void numbered_pages_return_the_same_articles_as_cursor_pages() {
        String all = "/v1/articles?journal=" + library.journal + "&limit=1";
        List<String> walked = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            JsonNode one = get(asReader(), all + "&page=" + page);
            walked.addAll(ids(one));
            assertEquals(page < 3, one.at("/page").has("next"));
            assertEquals(page > 1, one.at("/page").has("prev"));
        }
        assertEquals(library.ids(""), walked);
        JsonNode beyond = get(asReader(), all + "&page=7");
        assertEquals(List.of(), ids(beyond));
        assertEquals(3, beyond.get("total").intValue());
        assertTrue(beyond.at("/page/prev").textValue().endsWith("page=3"));
        JsonNode first = get(asReader(), all + q(library.word));
        String next = first.at("/page/next").textValue();
        assertTrue(next.contains("page=2") && next.contains("q="), next);
        List<String> byRelevance = new ArrayList<>(ids(first));
        while (next != null) {
            JsonNode page = get(asReader(), next);
            byRelevance.addAll(ids(page));
            next = page.at("/page/next").textValue();
        }
        assertEquals(Set.copyOf(walked), Set.copyOf(byRelevance));
        assertEquals(3, byRelevance.size());
    }

    @Test
    void cursor_paging_by_title_works_in_both_directions_with_a_query_and_facets() {
        String link = "/v1/articles?sort=title&facets=year&limit=1&journal=" + library.journal + q(library.word);
        List<String> forth = new ArrayList<>();
        String last = link;
        while (link != null) {
            JsonNode page = get(asReader(), link);
            forth.addAll(ids(page));
            assertEquals(List.of("2024 2", "2025 1"), facet(page, "year"));
            last = link;
            link = page.at("/page/next").textValue();
        }
        assertEquals(List.of(library.air, library.soil, library.water), forth);
        JsonNode page = get(asReader(), last);
        List<String> back = new ArrayList<>(ids(page));
        while (page.at("/page").has("prev")) {
            page = get(asReader(), page.at("/page/prev").textValue());
            back.addAll(0, ids(page));
        }
        assertEquals(forth, back);
    }

    @Test
    void an_article_list_can_be_cached_and_revalidated() {
        String path = "/v1/articles?facets=year&journal=" + library.journal + q(library.word);
        Response first = asReader().urlEncodingEnabled(false).get(path);
        String tag = first.header("ETag");
        assertTrue(first.header("Cache-Control").startsWith("public, max-age=60"));
        assertTrue(first.header("Link").contains("rel=\"first\""));
        assertEquals(
                304,
                asReader()
                        .urlEncodingEnabled(false)
                        .header("If-None-Match", tag)
                        .get(path)
                        .statusCode());
        assertEquals(
                "no-store",
                asAdmin().get("/v1/articles?journal=" + library.journal).header("Cache-Control"));
    }

    @Test
    void article_search_for_editors_covers_only_working_copies_in_their_own_journals() {
        SampleArticles other = new SampleArticles();
        String draft = SampleArticles.draft(other.article("Draft of " + other.word, "2026", "editorial"));
        String key = Fixtures.editorOf(other.journal);
        String path = "/v1/articles?facets=status&sort=title" + q(other.word + " OR " + library.word);
        JsonNode own = get(as(key), path);
        assertEquals(List.of(other.air, draft, other.soil, other.water), ids(own));
        assertEquals(List.of("published 3", "draft 1"), facet(own, "status"));
        assertEquals(List.of("published", "draft", "published", "published"), texts(own, "/status"));
        assertEquals(List.of(draft), ids(get(as(key), path + "&status=draft")));
        assertEquals(
                6,
                ids(get(as(key), "/v1/articles?view=public" + q(other.word + " OR " + library.word)))
                        .size());
        Fixtures.patch(asAdmin(), "/v1/articles/" + other.air, object().put("title", "Secret" + other.word));
        assertEquals(
                List.of(other.air),
                ids(get(
                        as(key),
                        "/v1/articles?" + q("title:secret" + other.word).substring(1))));
        assertEquals(
                0,
                get(asReader(), "/v1/articles?" + q("secret" + other.word).substring(1))
                        .get("total")
                        .intValue());
    }
}
