package org.offprint.search.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchIndex;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.query.SearchQuery;
import org.offprint.web.api.Fixtures;

/** Tests that each write is searchable when its response is sent, for exactly the callers who may find the record. */
@QuarkusTest
class SearchFollowingTest {

    @Inject
    SearchIndex index;

    @Test
    void a_published_article_is_searchable_immediately() {
        String journal = Fixtures.journal();
        String article = Fixtures.article(journal);
        title(article, "Zyzzyva wakes");
        assertEquals(List.of(), found(Audience.READERS, "zyzzyva"));
        assertEquals(List.of(article), found(Audience.EDITORS, "zyzzyva"));

        Fixtures.publish(article);
        assertEquals(List.of(article), found(Audience.READERS, "zyzzyva"));

        title(article, "Quokka sleeps");
        assertEquals(List.of(article), found(Audience.READERS, "zyzzyva"));
        assertEquals(List.of(), found(Audience.READERS, "quokka"));
        assertEquals(List.of(article), found(Audience.EDITORS, "quokka"));

        withdraw(article);
        assertEquals(List.of(), found(Audience.READERS, "zyzzyva"));
        assertEquals(List.of(article), found(Audience.EDITORS, "quokka"));
    }

    @Test
    void a_search_hit_contains_the_stored_summary_of_the_article() {
        String article = Fixtures.article(Fixtures.journal());
        title(article, "Axolotl regrows");
        Fixtures.publish(article);
        SearchAnswer answer =
                index.search(request(Audience.READERS, RecordKind.ARTICLE, "axolotl", SortOrder.RELEVANCE));
        assertEquals(
                "Axolotl regrows",
                Json.parse(answer.hits().get(0).item()).get("title").textValue());
    }

    @Test
    void readers_cannot_find_a_draft_by_any_field_or_facet() {
        String journal = Fixtures.journal();
        ObjectNode draft = Fixtures.object()
                .put("journal", journal)
                .put("title", "Xqzlotitle")
                .put("language", "en")
                .put("type", "research-article")
                .put("abstract", "Xqzloabstract");
        draft.putArray("keywords").add("Xqzlokeyword");
        ObjectNode author = draft.putArray("contributors").addObject();
        author.put("given", "Xqzlogiven")
                .put("family", "Xqzlofamily")
                .put("orcid", "https://orcid.org/0000-0002-1825-0097");
        author.putArray("affiliations").addObject().put("text", "Xqzloaffiliation");
        draft.putArray("references").addObject().put("text", "Xqzloreference");
        draft.putArray("funding").addObject().put("funder", "Xqzlofunder");
        String article = Fixtures.created(Fixtures.asAdmin(), "/v1/articles", draft)
                .get("id")
                .textValue();
        for (RecordKind kind : RecordKind.values()) {
            SearchQuery beginning = new SearchQuery.Prefix(FullTextField.ANY, "xqzlo");
            assertEquals(
                    List.of(),
                    keys(index.search(request(Audience.READERS, kind, beginning, SortOrder.RELEVANCE))),
                    kind.name());
        }
        List<FacetRequest> facets = List.of(
                new FacetRequest(TermField.KEYWORD_TERM, 1_000, Set.of()),
                new FacetRequest(TermField.AUTHOR_KEY, 1_000, Set.of()),
                new FacetRequest(TermField.FUNDER, 1_000, Set.of()));
        SearchAnswer all = index.search(new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.ARTICLE,
                new SearchQuery.All(),
                Map.of(),
                SortOrder.NEWEST,
                new PagePosition.Start(),
                1,
                facets,
                false));
        all.facets().forEach(facet -> facet.values().forEach(value -> {
            assertTrue(!value.value().contains("xqzlo") && !value.label().contains("Xqzlo"), value::toString);
        }));
        assertEquals(
                List.of(article),
                keys(index.search(request(
                        Audience.EDITORS,
                        RecordKind.ARTICLE,
                        new SearchQuery.Prefix(FullTextField.ANY, "xqzlo"),
                        SortOrder.RELEVANCE))));
    }

    @Test
    void working_copies_are_found_by_the_corrected_name_of_an_affiliation() {
        String affiliation = Fixtures.affiliation("Wombat Institute");
        String article = Fixtures.article(Fixtures.journal(), affiliation);
        SearchQuery.Word wombat = new SearchQuery.Word(FullTextField.AFFILIATION_NAME, "wombat");
        SearchQuery.Word numbat = new SearchQuery.Word(FullTextField.AFFILIATION_NAME, "numbat");
        assertEquals(
                List.of(article),
                keys(index.search(request(Audience.EDITORS, RecordKind.ARTICLE, wombat, SortOrder.NEWEST))));
        Fixtures.patch(
                        Fixtures.asAdmin(),
                        "/v1/affiliations/" + affiliation,
                        Fixtures.object().put("name", "Numbat Institute"))
                .then()
                .statusCode(200);
        assertEquals(
                List.of(), keys(index.search(request(Audience.EDITORS, RecordKind.ARTICLE, wombat, SortOrder.NEWEST))));
        assertEquals(
                List.of(article),
                keys(index.search(request(Audience.EDITORS, RecordKind.ARTICLE, numbat, SortOrder.NEWEST))));
    }

    @Test
    void a_journal_is_indexed_as_continued_when_its_successor_is_created() {
        String older = Fixtures.journal();
        String newer = Fixtures.created(
                        Fixtures.asAdmin(),
                        "/v1/journals",
                        Fixtures.object()
                                .put("title", Fixtures.unique("Successor"))
                                .put("language", "en")
                                .put("continues", older))
                .get("id")
                .textValue();
        SearchAnswer answer = index.search(request(
                Audience.READERS,
                RecordKind.JOURNAL,
                new SearchQuery.OneOf(TermField.ID, Set.of(older)),
                SortOrder.TITLE));
        assertTrue(new String(answer.hits().get(0).item(), java.nio.charset.StandardCharsets.UTF_8).contains(newer));
    }

    @Test
    void a_search_for_an_organization_includes_its_child_organizations() {
        String whole = Fixtures.affiliation("Whole");
        String part = Fixtures.affiliation("Part");
        String article = Fixtures.article(Fixtures.journal(), part);
        Fixtures.publish(article);
        SearchQuery filter = new SearchQuery.OneOf(TermField.AFFILIATION_ID, Set.of(whole));
        assertEquals(
                List.of(), keys(index.search(request(Audience.READERS, RecordKind.ARTICLE, filter, SortOrder.NEWEST))));
        Fixtures.patch(
                        Fixtures.asAdmin(),
                        "/v1/affiliations/" + part,
                        Fixtures.object().put("parent", whole))
                .then()
                .statusCode(200);
        assertEquals(
                List.of(article),
                keys(index.search(request(Audience.READERS, RecordKind.ARTICLE, filter, SortOrder.NEWEST))));
    }

    @Test
    void an_editor_of_one_journal_finds_no_drafts_of_another_journal() {
        String own = Fixtures.journal();
        String article = Fixtures.article(own);
        String other = Fixtures.article(Fixtures.journal());
        title(article, "Pangolin one");
        title(other, "Pangolin two");
        SearchRequest all = request(Audience.EDITORS, RecordKind.ARTICLE, "pangolin", SortOrder.RELEVANCE);
        assertEquals(2, index.search(all).total());
        SearchRequest confined = new SearchRequest(
                Audience.EDITORS,
                Set.of(UUID.fromString(own)),
                RecordKind.ARTICLE,
                all.query(),
                Map.of(),
                SortOrder.RELEVANCE,
                new PagePosition.Start(),
                20,
                List.of(),
                false);
        assertEquals(List.of(article), keys(index.search(confined)));
    }

    @Test
    void article_counts_of_people_and_keywords_are_updated_with_every_change() {
        String journal = Fixtures.journal();
        String first = keyworded(journal, "Numbat care");
        String second = keyworded(journal, "numbat care");
        Fixtures.publish(first);
        assertEquals("Numbat care 1", keyword("numbat"));
        Fixtures.publish(second);
        assertTrue(keyword("numbat").endsWith(" 2"), keyword("numbat"));
        assertEquals("Zoë Numbatson 2", person("numbatson"));
        Fixtures.patch(
                        Fixtures.asAdmin(),
                        "/v1/articles/" + first,
                        Fixtures.object().set("keywords", Fixtures.object().arrayNode()))
                .then()
                .statusCode(200);
        assertTrue(keyword("numbat").endsWith(" 2"), "not published yet");
        Fixtures.publish(first);
        assertEquals("numbat care 1", keyword("numbat"));
        withdraw(second);
        assertEquals("", keyword("numbat"));
        assertEquals("Zoë Numbatson 1", person("numbatson"));
    }

    private static String keyworded(String journal, String keyword) {
        ObjectNode article = Fixtures.object()
                .put("journal", journal)
                .put("title", Fixtures.unique("Article"))
                .put("language", "en")
                .put("type", "research-article");
        article.putArray("keywords").add(keyword);
        article.putArray("contributors").addObject().put("given", "Zoë").put("family", "Numbatson");
        return Fixtures.created(Fixtures.asAdmin(), "/v1/articles", article)
                .get("id")
                .textValue();
    }

    private String keyword(String word) {
        return items(RecordKind.KEYWORD, word, "keyword");
    }

    private String person(String word) {
        return items(RecordKind.PERSON, word, "name");
    }

    private String items(RecordKind kind, String word, String member) {
        List<String> items = new ArrayList<>();
        index.search(request(Audience.READERS, kind, word, SortOrder.MOST_ARTICLES))
                .hits()
                .forEach(hit -> {
                    var item = Json.parse(hit.item());
                    items.add(item.get(member).textValue() + " "
                            + item.get("articles").intValue());
                });
        return String.join(", ", items);
    }

    private static void withdraw(String article) {
        Fixtures.asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"reason\":\"wrong\"}")
                .put("/v1/articles/" + article + "/withdrawal")
                .then()
                .statusCode(200);
    }

    private static void title(String article, String title) {
        Fixtures.patch(
                        Fixtures.asAdmin(),
                        "/v1/articles/" + article,
                        Fixtures.object().put("title", title))
                .then()
                .statusCode(200);
    }

    private List<String> found(Audience audience, String word) {
        return keys(index.search(request(audience, RecordKind.ARTICLE, word, SortOrder.RELEVANCE)));
    }

    private static List<String> keys(SearchAnswer answer) {
        List<String> keys = new ArrayList<>();
        answer.hits().forEach(hit -> keys.add(hit.key()));
        return keys;
    }

    private static SearchRequest request(Audience audience, RecordKind kind, String word, SortOrder order) {
        return request(audience, kind, new SearchQuery.Word(FullTextField.ANY, word), order);
    }

    private static SearchRequest request(Audience audience, RecordKind kind, SearchQuery query, SortOrder order) {
        return new SearchRequest(
                audience, null, kind, query, Map.of(), order, new PagePosition.Start(), 20, List.of(), false);
    }
}
