package org.offprint.web.api.lists;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.web.api.Fixtures;

/** Tests {@code GET /v1/suggest}, which suggests records for partly typed search text. */
@QuarkusTest
class SuggestTest {

    private static final String ORCID = "https://orcid.org/0000-0002-9079-593X";

    /** Unique search term that consists only of letters. */
    private final String word = "wig"
            + Fixtures.unique("")
                    .strip()
                    .chars()
                    .mapToObj(digit -> "" + (char) ('b' + digit - '0'))
                    .collect(Collectors.joining());

    private final String issn = Fixtures.issn();
    private final String ror = Fixtures.ror();
    private String journal;
    private String affiliation;
    private String article;

    @BeforeEach
    void publish() {
        ObjectNode made = object().put("title", "Annals of " + word).put("language", "en");
        made.putArray("issns").addObject().put("type", "electronic").put("value", issn);
        journal = created(asAdmin(), "/v1/journals", made).get("id").textValue();
        affiliation = created(
                        asAdmin(),
                        "/v1/affiliations",
                        object().put("name", "University of " + word).put("ror", ror))
                .get("id")
                .textValue();
        article = draft("Soils of " + word);
        Fixtures.publish(article);
    }

    private String draft(String title) {
        ObjectNode article = object().put("journal", journal)
                .put("title", title)
                .put("language", "en")
                .put("type", "research-article")
                .put("doi", "10.5555/" + Fixtures.unique("s").replace(' ', '.'));
        article.putArray("keywords").add(word + " carbon");
        ObjectNode author = article.putArray("contributors").addObject();
        author.put("given", "Ada").put("family", word);
        author.putArray("affiliations").add(affiliation);
        return created(asAdmin(), "/v1/articles", article).get("id").textValue();
    }

    private static JsonNode suggest(String q, String more) {
        Response response = asReader().queryParam("q", q).get("/v1/suggest" + (more.isEmpty() ? "" : "?" + more));
        assertEquals(200, response.statusCode(), response.asString());
        return Fixtures.body(response).get("items");
    }

    private static List<String> described(JsonNode items) {
        List<String> lines = new ArrayList<>();
        items.forEach(item -> lines.add(item.get("type").textValue() + " "
                + item.get("text").textValue() + (item.has("count") ? " " + item.get("count") : "")));
        return lines;
    }

    @Test
    void records_of_every_type_are_suggested_and_counts_equal_the_totals_of_the_linked_lists() {
        JsonNode items = suggest(word, "");
        assertEquals(
                Set.of(
                        "article Soils of " + word,
                        "journal Annals of " + word + " 1",
                        "affiliation University of " + word + " 1",
                        "contributor Ada " + word + " 1",
                        "keyword " + word + " carbon 1"),
                Set.copyOf(described(items)));
        for (JsonNode item : items) {
            for (JsonNode link : item.get("links")) {
                JsonNode page =
                        Fixtures.body(asReader().urlEncodingEnabled(false).get(link.textValue()));
                if (link.textValue().contains("?")) {
                    assertEquals(item.get("count"), page.get("total"), item.toString());
                    assertEquals(article, page.at("/items/0/id").textValue());
                } else {
                    assertEquals(item.get("id"), page.get("id"), item.toString());
                }
            }
        }
    }

    @Test
    void suggestions_tolerate_typos_and_can_be_filtered_by_type() {
        String typo = word.substring(0, 4) + "x" + word.substring(4);
        // Repeats the request, because a slow machine may find no similar terms within the time limit.
        Fixtures.await(() -> described(suggest(typo, "type=keyword")).equals(List.of("keyword " + word + " carbon 1")));
        Fixtures.await(() -> Set.copyOf(described(suggest(typo, "type=article&type=journal")))
                .equals(Set.of("article Soils of " + word, "journal Annals of " + word + " 1")));
        assertEquals(1, suggest(word, "limit=1").size());
    }

    /** Returns one unique term per prefix: the prefix followed by the unique letters of this test. */
    private List<String> words(String... beginnings) {
        return Stream.of(beginnings).map(each -> each + word.substring(3)).toList();
    }

    private void publishTitled(String title, String... keywords) {
        String made = draft(title);
        ObjectNode change = object();
        List.of(keywords).forEach(change.putArray("keywords")::add);
        Fixtures.patch(asAdmin(), "/v1/articles/" + made, change).then().statusCode(200);
        Fixtures.publish(made);
    }

    @Test
    void suggestions_of_every_type_match_all_prefixes_similar_to_a_misspelled_word() {
        List<String> right = words("vex", "ve");
        String title = "Peats of " + right.get(0) + "ml";
        String keyword = "turf " + right.get(1) + "l";
        publishTitled(title, keyword);
        // Three prefixes of the title word (…, …m, …ml) and one prefix of the keyword are similar to the typed word.
        // Keywords have double weight.
        assertEquals(
                List.of("article " + title, "keyword " + keyword + " 1"),
                described(suggest(right.get(0) + "l", "limit=20")));
    }

    @Test
    void suggestions_for_a_misspelled_word_use_the_most_frequent_similar_words() {
        String typed = words("voxaaaaa").get(0);
        StringBuilder rare = new StringBuilder("Peats of");
        for (char letter = 'l'; letter <= 'y'; letter++) {
            for (int at = 3; at < 8; at++) {
                rare.append(' ').append(typed, 0, at).append(letter).append(typed.substring(at + 1));
            }
        }
        String frequent = "Peats of vz" + typed.substring(2);
        publishTitled(rare.toString());
        publishTitled(frequent);
        publishTitled(frequent);
        assertEquals(
                List.of("article " + rare, "article " + frequent, "article " + frequent),
                described(suggest(typed, "type=article&limit=20")));
    }

    @Test
    void suggestions_tolerate_up_to_three_misspelled_words() {
        List<String> right = words("vaq", "veq", "viq", "voq", "vuq");
        String title = "Peats of " + String.join(" ", right);
        publishTitled(title);
        List<String> wrong = right.stream().map(each -> each + "l").toList();
        List<String> typed = new ArrayList<>(right);
        for (int i = right.size() - 1; i >= 0; i--) {
            typed.set(i, wrong.get(i));
            assertEquals(
                    right.size() - i <= 3 ? List.of("article " + title) : List.of(),
                    described(suggest(String.join(" ", typed), "")),
                    typed.toString());
        }
    }

    private void publish(String doi, String date, String... keywords) {
        String made = draft("Peats of " + word);
        ObjectNode change = object().put("doi", doi);
        change.putObject("dates").put("published", date);
        List.of(keywords).forEach(change.putArray("keywords")::add);
        Fixtures.patch(asAdmin(), "/v1/articles/" + made, change).then().statusCode(200);
        Fixtures.publish(made);
    }

    @Test
    void suggestions_with_similar_article_counts_are_sorted_by_name() {
        String doi = "10.5555/" + Fixtures.unique("k").replace(' ', '.') + ".";
        publish(doi + 1, "2020", word + " z", word + " b", word + " a");
        publish(doi + 2, "2020", word + " z", word + " b", word + " a");
        publish(doi + 3, "2020", word + " z", word + " b");
        publish(doi + 4, "2020", word + " z");
        assertEquals(
                List.of(
                        "keyword " + word + " z 4",
                        "keyword " + word + " a 2",
                        "keyword " + word + " b 3",
                        "keyword " + word + " carbon 1"),
                described(suggest(word, "type=keyword")));
    }

    @Test
    void suggestions_for_a_doi_prefix_are_the_first_matching_dois_sorted_newest_first() {
        String doi = "10.5555/" + Fixtures.unique("d").replace(' ', '.') + ".";
        publish(doi + "c", "2022");
        publish(doi + "a", "2020");
        publish(doi + "b", "2021");
        List<String> found = new ArrayList<>();
        for (JsonNode item : suggest(doi, "limit=2")) {
            found.add(Fixtures.body(asReader().get(item.at("/links/self").textValue()))
                    .get("doi")
                    .textValue());
        }
        assertEquals(List.of(doi + "b", doi + "a"), found);
    }

    @Test
    void an_identifier_in_any_format_suggests_the_identified_record() {
        String doi = Fixtures.body(asReader().get("/v1/articles/" + article))
                .get("doi")
                .textValue();
        for (String spelling : List.of(doi, "doi:" + doi.toUpperCase(), "https://doi.org/" + doi, "DOI: " + doi)) {
            assertEquals(List.of("article Soils of " + word), described(suggest(spelling, "")), spelling);
        }
        assertEquals(List.of("journal Annals of " + word + " 1"), described(suggest(issn, "")));
        assertEquals(
                List.of("journal Annals of " + word + " 1"), described(suggest("ISSN " + issn.replace("-", ""), "")));
        assertEquals(List.of("affiliation University of " + word + " 1"), described(suggest(ror, "")));
        ObjectNode known = object().put("journal", journal)
                .put("title", "Known")
                .put("language", "en")
                .put("type", "letter");
        known.putArray("contributors").addObject().put("family", "Known").put("orcid", ORCID);
        Fixtures.publish(created(asAdmin(), "/v1/articles", known).get("id").textValue());
        assertEquals(1, suggest("0000-0002-9079-593x", "").size());
        assertEquals(ORCID, suggest(ORCID, "").at("/0/id").textValue());
        assertEquals(
                "contributor", suggest("000000029079593X", "").at("/0/type").textValue());
        assertEquals(0, suggest("10.5555/nobody.has.this", "").size());
    }

    @Test
    void a_record_that_matches_by_title_and_identifier_is_suggested_once() {
        String number = Fixtures.issn();
        while (number.endsWith("X")) {
            number = Fixtures.issn();
        }
        ObjectNode numbered = object().put("title", number + " " + word).put("language", "en");
        numbered.putArray("issns").addObject().put("type", "electronic").put("value", number);
        created(asAdmin(), "/v1/journals", numbered);
        for (String typed : List.of(number, number.replace("-", ""))) {
            assertEquals(1, suggest(typed, "").size(), typed);
        }
        assertEquals(1, suggest(number, "limit=1").size());
    }

    @Test
    void suggestions_reflect_each_write_immediately() {
        String second = draft("Waters of " + word);
        assertEquals(List.of(), described(suggest("waters " + word, "")));
        Fixtures.publish(second);
        assertEquals(List.of("article Waters of " + word), described(suggest("waters " + word, "")));
        assertTrue(described(suggest(word, "")).contains("keyword " + word + " carbon 2"));
        assertTrue(described(suggest(word, "")).contains("affiliation University of " + word + " 2"));
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"reason\":\"wrong\"}")
                .put("/v1/articles/" + second + "/withdrawal")
                .then()
                .statusCode(200);
        assertEquals(List.of(), described(suggest("waters " + word, "")));
        assertTrue(described(suggest(word, "")).contains("keyword " + word + " carbon 1"));
    }

    @Test
    void editors_get_the_same_suggestions_as_readers() {
        draft("Hidden " + word);
        assertEquals(0, suggest("hidden " + word, "").size());
        for (var caller : List.of(asAdmin(), as(Fixtures.editorOf(journal)))) {
            caller.queryParam("q", "hidden " + word)
                    .get("/v1/suggest")
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("items.size()", equalTo(0));
        }
        as("nobody").queryParam("q", "a").get("/v1/suggest").then().statusCode(401);
    }

    @Test
    void suggestions_can_be_cached_and_revalidated() {
        Response first = asReader().queryParam("q", word).get("/v1/suggest");
        assertTrue(first.header("Cache-Control").startsWith("public, max-age=60"));
        asReader()
                .header("If-None-Match", first.header("ETag"))
                .queryParam("q", word)
                .get("/v1/suggest")
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=5               | q       | missing-parameter | required",
                "q=                    | q       | empty-parameter   | value",
                "q=a&limit=0           | limit   | out-of-range      | 20",
                "q=a&limit=21          | limit   | out-of-range      | 20",
                "q=a&limit=x           | limit   | integer-format    | 20",
                "q=a&type=person       | type    | unknown-value     | contributor",
                "q=a&type=keywords     | type    | unknown-value     | did you mean keyword",
                "q=a&tipe=keyword      | tipe    | unknown-parameter | Did you mean type",
                "q=a&view=public       | view    | unknown-parameter | view",
                "q=a&q=b               | q       | repeated-parameter | once",
            })
    void an_invalid_suggest_parameter_returns_400_with_an_error_code(
            String query, String parameter, String code, String message) {
        asReader()
                .urlEncodingEnabled(false)
                .get("/v1/suggest?" + query)
                .then()
                .statusCode(400)
                .body("errors.parameter", contains(parameter))
                .body("errors.code", contains(code))
                .body("errors[0].message", containsString(message));
    }

    @Test
    void suggestions_accept_any_text_unless_it_is_too_long_or_malformed() {
        for (String typed : List.of("\"", "(", "-", "*", "a*", "title:", "OR", "???", "\\", "<b>", "😀", "ﬁ", "a OR")) {
            suggest(typed, "");
        }
        suggest("x".repeat(200), "");
        asReader().queryParam("q", "x".repeat(201)).get("/v1/suggest").then().statusCode(400);
        for (String fault : List.of("%00", "%ED%A0%80", "%FF")) {
            asReader()
                    .urlEncodingEnabled(false)
                    .get("/v1/suggest?q=" + fault)
                    .then()
                    .statusCode(400);
        }
    }
}
