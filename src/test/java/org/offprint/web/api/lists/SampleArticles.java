package org.offprint.web.api.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import org.offprint.web.api.Fixtures;

/** Creates a journal with three published articles, and requests article lists. */
final class SampleArticles {

    static final String ADA = "https://orcid.org/0000-0002-9079-593X";

    /** Search term that occurs only in these sample articles. */
    final String word = unique("Lib").replace(" ", "") + "a";

    final String issn = Fixtures.issn();
    final String journal =
            created(asAdmin(), "/v1/journals", journal()).get("id").textValue();
    final String ror = Fixtures.ror();
    final String university = created(
                    asAdmin(),
                    "/v1/affiliations",
                    object().put("name", "University of " + word)
                            .put("ror", ror)
                            .put("country", "PT"))
            .get("id")
            .textValue();
    final String institute = created(
                    asAdmin(),
                    "/v1/affiliations",
                    object().put("name", "Institute of " + word).put("parent", university))
            .get("id")
            .textValue();
    final String doi = "10.5555/" + word + "(1)<2>;3";

    /**
     * Article published in 2025, in English and Portuguese, with a DOI. The author Ada is affiliated with the
     * institute.
     */
    final String soil = published(soil());

    /** Article published in 2024 under CC0, by an author without an ORCID iD. */
    final String water = published(water());

    /** Article published in 2024, without month and day. */
    final String air = published(article("Air over " + word, "2024", "letter"));

    private ObjectNode journal() {
        ObjectNode made = object().put("title", "Journal " + word).put("language", "en");
        made.putArray("issns").addObject().put("type", "electronic").put("value", issn);
        return made;
    }

    private ObjectNode soil() {
        ObjectNode article = article("Soils of " + word, "2025-03-01", "research-article")
                .put("doi", doi)
                .put("abstract", "Müller & Söhne <measured> carbon in soils.");
        article.putArray("keywords").add("Soil Carbon").add("Peat");
        article.putObject("translations").putObject("pt").put("title", "Solos de " + word);
        ObjectNode author = article.putArray("contributors").addObject();
        author.put("role", "author")
                .put("given", "Ada")
                .put("family", "Moreira")
                .put("orcid", ADA);
        author.putArray("affiliations").add(institute);
        article.putObject("license").put("url", "CC-BY-4.0");
        article.putArray("references").addObject().put("text", "Earlier work").put("doi", "10.5555/earlier." + word);
        return article;
    }

    private ObjectNode water() {
        ObjectNode article = article("Water of " + word, "2024-06", "review-article");
        article.putArray("keywords").add("soil carbon");
        article.putArray("contributors")
                .addObject()
                .put("role", "author")
                .put("given", "Ben")
                .put("family", "Q" + word);
        article.putObject("license").put("url", "CC0-1.0");
        article.putObject("statements")
                .put("ethics", "The committees have approved it.")
                .put("funding", "Supported by grants.");
        return article;
    }

    ObjectNode article(String title, String published, String type) {
        ObjectNode article = object().put("journal", journal)
                .put("title", title)
                .put("language", "en")
                .put("type", type);
        article.putObject("dates").put("published", published);
        return article;
    }

    /** Creates and publishes an article and returns its id. */
    static String published(ObjectNode article) {
        String id = draft(article);
        Fixtures.publish(id);
        return id;
    }

    static String draft(ObjectNode article) {
        return created(asAdmin(), "/v1/articles", article).get("id").textValue();
    }

    /** Returns the first page of this journal's articles that match the query parameters. */
    JsonNode articles(String query) {
        return get(Fixtures.asReader(), "/v1/articles?journal=" + journal + query);
    }

    /** Returns the ids of this journal's articles that match the query parameters. */
    List<String> ids(String query) {
        return ids(articles(query));
    }

    static JsonNode get(RequestSpecification caller, String path) {
        Response response = caller.urlEncodingEnabled(false).get(path);
        assertEquals(200, response.statusCode(), path + "\n" + response.asString());
        return Fixtures.body(response);
    }

    static List<String> ids(JsonNode page) {
        return texts(page, "/id");
    }

    static List<String> texts(JsonNode page, String pointer) {
        List<String> texts = new ArrayList<>();
        page.get("items").forEach(item -> texts.add(item.at(pointer).asText()));
        return texts;
    }

    /** Returns the values of a facet with their counts. Selected values end with an asterisk. */
    static List<String> facet(JsonNode page, String name) {
        List<String> values = new ArrayList<>();
        page.at("/facets/" + name)
                .forEach(value -> values.add(value.get("value").asText() + " " + value.get("count")
                        + (value.get("selected").asBoolean() ? "*" : "")));
        return values;
    }
}
