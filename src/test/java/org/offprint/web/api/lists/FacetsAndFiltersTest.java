package org.offprint.web.api.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.created;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;
import org.offprint.web.harvest.HarvestedJournal;

/**
 * Tests facets and filters with several names per value. Articles identify funders by ROR id, DOI or name, languages
 * have regions, and organizations have child organizations.
 */
@QuarkusTest
class FacetsAndFiltersTest {

    @Test
    void each_funder_facet_count_equals_the_number_of_articles_filtered_by_the_funder() {
        HarvestedJournal stock = new HarvestedJournal();
        String ror = Fixtures.ror();
        String doi = "10.13039/501100001871";
        fund(stock, Map.of("funder", "Ciência", "ror", ror));
        fund(stock, Map.of("funder", "Ciência", "ror", ror, "funderDoi", doi));
        fund(stock, Map.of("funder", "Ciência e Tecnologia", "funderDoi", doi));
        fund(stock, Map.of("funder", "Ciencia"));
        fund(stock, Map.of("funder", "Another"));
        String list = "/v1/articles?limit=1&journal=" + stock.journal;
        JsonNode facet = facet(list + "&facets=funder");
        List<String> values = new ArrayList<>();
        for (JsonNode value : facet) {
            values.add(value.get("value").textValue() + " " + value.get("count"));
            assertEquals(found(list, value), value.get("count").intValue(), value.toString());
        }
        assertEquals(List.of("ciencia 3", doi + " 2", ror + " 2", "another 1"), values);
        JsonNode chosen = facet(list + "&facets=funder:1&funder=Ci%C3%AAncia%20e%20Tecnologia");
        assertEquals(2, chosen.size());
        assertEquals(1, chosen.get(1).get("count").intValue());
        assertTrue(chosen.get(1).get("selected").booleanValue());
    }

    @Test
    void funder_facet_values_are_sorted_by_the_number_of_filtered_articles() {
        HarvestedJournal stock = new HarvestedJournal();
        ObjectNode byMany = stock.article();
        for (int i = 0; i < 120; i++) {
            byMany.withArray("funding").addObject().put("funder", "Fund " + (2000 + i));
        }
        stock.published(byMany);
        stock.published(byMany.deepCopy().put("title", "Funded by the same"));
        String ror = Fixtures.ror();
        for (int i = 0; i < 3; i++) {
            fund(stock, Map.of("funder", "Science of the Sea", "ror", ror));
        }
        fund(stock, Map.of("funder", "Science of the sea"));
        List<String> values = new ArrayList<>();
        String list = "/v1/articles?limit=1&journal=" + stock.journal;
        facet(list + "&facets=funder:4")
                .forEach(value -> values.add(value.get("value").textValue() + " " + value.get("count")));
        assertEquals(List.of("science of the sea 4", ror + " 3", "fund 2000 2", "fund 2001 2"), values);
    }

    @Test
    void the_language_facet_counts_regional_variants_also_under_the_base_language() {
        HarvestedJournal stock = new HarvestedJournal();
        stock.published(stock.article().put("language", "pt"));
        stock.published(stock.article().put("language", "pt-BR"));
        ObjectNode translated = stock.article();
        translated.putObject("translations").putObject("pt-BR").put("title", "Sobre campos");
        stock.published(translated);
        String list = "/v1/articles?limit=1&journal=" + stock.journal;
        List<String> values = new ArrayList<>();
        body(asReader().get(list + "&facets=language")).at("/facets/language").forEach(value -> {
            String language = value.get("value").textValue();
            values.add(language + " " + value.get("count"));
            assertEquals(
                    body(asReader().get(list + "&language=" + language))
                            .get("total")
                            .intValue(),
                    value.get("count").intValue(),
                    language);
        });
        assertEquals(List.of("pt 3", "pt-BR 2", "en 1"), values);
    }

    @Test
    void the_affiliation_facet_counts_each_article_of_child_organizations_only_once() {
        HarvestedJournal stock = new HarvestedJournal();
        String ror = Fixtures.ror();
        String university = organization("University", Map.of("ror", ror, "country", "PT"));
        String faculty = organization("Faculty", Map.of("parent", university));
        String department = organization("Department", Map.of("parent", faculty));
        String other = organization("Other", Map.of("ror", Fixtures.ror(), "country", "PT"));
        authored(stock, university, department);
        authored(stock, department, faculty);
        authored(stock, faculty);
        authored(stock, department);
        authored(stock, other);
        authored(stock, other);
        authored(stock, other);
        String list = "/v1/articles?limit=1&journal=" + stock.journal;
        List<String> values = new ArrayList<>();
        for (JsonNode value : facet(list, "affiliation")) {
            values.add(value.get("value").textValue() + " " + value.get("count"));
            assertEquals(found(list, "affiliation", value), value.get("count").intValue(), value.toString());
        }
        assertEquals(Set.of(university + " 4", faculty + " 4", department + " 3", other + " 3"), Set.copyOf(values));
        assertEquals(university + " 4", values.get(0), "the organization that was created first");
        for (JsonNode value : facet(list, "ror")) {
            assertEquals(found(list, "ror", value), value.get("count").intValue(), value.toString());
        }
        JsonNode first = facet(list, "ror:1");
        assertEquals(
                ror + " 4",
                first.get(0).get("value").textValue() + " " + first.get(0).get("count"));
        JsonNode chosen = facet(list + "&affiliation=" + department, "affiliation:1");
        assertEquals(4, chosen.get(0).get("count").intValue(), "the facet ignores the filter on its field");
        assertEquals(3, chosen.get(1).get("count").intValue());
        JsonNode narrowed = facet(list + "&affiliation=" + other, "ror");
        assertEquals(1, narrowed.size(), narrowed.toString());
    }

    @Test
    void the_affiliation_facet_lists_organizations_with_articles_only_in_child_organizations() {
        HarvestedJournal stock = new HarvestedJournal();
        String ror = Fixtures.ror();
        String academy = organization("Academy", Map.of("ror", ror, "country", "PT"));
        String first = organization("Institute", Map.of("parent", academy));
        String second = organization("Institute", Map.of("parent", academy));
        String nobody = organization("Institute", Map.of("ror", Fixtures.ror(), "country", "PT"));
        organization("Laboratory", Map.of("parent", nobody));
        authored(stock, first);
        authored(stock, first, second);
        authored(stock, second);
        String list = "/v1/articles?limit=1&journal=" + stock.journal;
        List<String> values = new ArrayList<>();
        for (JsonNode value : facet(list, "affiliation")) {
            values.add(value.get("value").textValue() + " " + value.get("count"));
            assertEquals(found(list, "affiliation", value), value.get("count").intValue(), value.toString());
        }
        assertEquals(List.of(academy + " 3", first + " 2", second + " 2"), values);
        JsonNode rors = facet(list, "ror");
        assertEquals(1, rors.size(), rors.toString());
        assertEquals(ror, rors.get(0).get("value").textValue());
        assertTrue(rors.get(0).get("label").textValue().startsWith("Academy"));
        assertEquals(found(list, "ror", rors.get(0)), rors.get(0).get("count").intValue());
        assertTrue(facet(list, "affiliation:1").get(0).get("label").textValue().startsWith("Academy"));
        JsonNode narrowed = facet(list + "&affiliation=" + first, "ror");
        assertEquals(
                2, narrowed.get(0).get("count").intValue(), "only articles that match the other filters are counted");
        HarvestedJournal other = new HarvestedJournal();
        authored(other, nobody);
        assertEquals(
                1,
                facet("/v1/articles?limit=1&journal=" + other.journal, "affiliation")
                        .size());
    }

    private static String organization(String name, Map<String, String> more) {
        ObjectNode made = Fixtures.object().put("name", Fixtures.unique(name));
        more.forEach(made::put);
        return created(asAdmin(), "/v1/affiliations", made).get("id").textValue();
    }

    private static void authored(HarvestedJournal stock, String... affiliations) {
        ObjectNode article = stock.article();
        ObjectNode author = article.putArray("contributors").addObject();
        author.put("role", "author").put("given", "Ada").put("family", "Moreira");
        List.of(affiliations).forEach(author.putArray("affiliations")::add);
        stock.published(article);
    }

    private static void fund(HarvestedJournal stock, Map<String, String> funding) {
        ObjectNode article = stock.article();
        ObjectNode funder = article.putArray("funding").addObject();
        funding.forEach(funder::put);
        stock.published(article);
    }

    private static JsonNode facet(String list) {
        return body(asReader().urlEncodingEnabled(false).get(list)).at("/facets/funder");
    }

    private static JsonNode facet(String list, String facet) {
        return body(asReader().get(list + "&facets=" + facet)).at("/facets/" + facet.split(":")[0]);
    }

    private static int found(String list, JsonNode value) {
        return found(list, "funder", value);
    }

    private static int found(String list, String filter, JsonNode value) {
        return body(asReader()
                        .queryParam(filter, value.get("value").textValue())
                        .get(list))
                .get("total")
                .intValue();
    }
}
