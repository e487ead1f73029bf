package org.offprint.web.harvest.oai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;
import org.offprint.web.harvest.HarvestedJournal;
import org.offprint.web.harvest.oai.Harvester.Record;
import org.w3c.dom.Element;

/**
 * Tests that a journal change is harvested in every format that contains the changed member, if harvesters fetch only
 * changes.
 */
@QuarkusTest
class OaiCorrectionsTest {

    private static final List<String> PREFIXES = List.of("oai_dc", "jats", "marcxml", "datacite");

    @Inject
    Sql sql;

    private HarvestedJournal stock;
    private Harvester harvester;

    @BeforeEach
    void makeJournal() {
        stock = new HarvestedJournal();
        harvester = Harvester.of(stock);
    }

    @NightlyOnly
    @Test
    void a_journal_change_updates_records_in_every_format_that_contains_the_changed_member() throws Exception {
        ObjectNode issns = object();
        issns.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        stock.patchJournal(issns.put("publisher", "First Press"));
        ObjectNode made = stock.article().put("section", stock.section).put("doi", "10.5555/" + stock.slug);
        made.putArray("contributors").addObject().put("given", "Ada").put("family", "Lovelace");
        String article = stock.published(made);
        Map<String, Set<String>> shown = new LinkedHashMap<>();
        for (Map.Entry<String, ObjectNode> correction : corrections().entrySet()) {
            shown.put(correction.getKey(), changedBy(correction.getValue(), article));
        }
        assertEquals(Set.copyOf(PREFIXES), shown.get("title"));
        // An article keeps the licence under which it was published.
        assertEquals(Set.of(), shown.get("license"));
        assertEquals(Set.of(), shown.getOrDefault("license taken away", Set.of()));
        assertEquals(Set.copyOf(PREFIXES), shown.get("publisher"));
        for (String member : List.of("issns", "sections")) {
            assertTrue(shown.get(member).contains("jats"), member + " " + shown);
        }
        assertTrue(shown.get("articleUrl").contains("oai_dc"), shown.toString());
    }

    private Map<String, ObjectNode> corrections() {
        Map<String, ObjectNode> corrections = new LinkedHashMap<>();
        corrections.put("title", object().put("title", Fixtures.unique("Renamed")));
        corrections.put("publisher", object().put("publisher", "Second Press"));
        corrections.put("license", object().set("license", license("https://creativecommons.org/licenses/by/4.0/")));
        ObjectNode issns = object();
        issns.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        corrections.put("issns", issns);
        ObjectNode sections = object();
        sections.putArray("sections").addObject().put("id", stock.section).put("title", "Essays");
        corrections.put("sections", sections);
        corrections.put("articleUrl", object().put("articleUrl", "https://journal.example/read/{slug}"));
        if (Nightly.or(0, 1) == 1) {
            addOthers(corrections);
        }
        return corrections;
    }

    /**
     * Adds changes of journal members that appear in fewer formats. For these members, the test only checks that
     * harvests of changes include the records.
     */
    private static void addOthers(Map<String, ObjectNode> corrections) {
        corrections.put("license taken away", object().putNull("license"));
        corrections.put(
                "license of another kind",
                object().set("license", license("https://creativecommons.org/licenses/by-nc/4.0/")));
        corrections.put("abbreviation", object().put("abbreviation", "Harv. Lett."));
        corrections.put("subtitle", object().put("subtitle", "A journal of barns"));
        corrections.put("publisherPlace", object().put("publisherPlace", "Porto"));
        ObjectNode identifiers = object();
        identifiers.putArray("identifiers").addObject().put("type", "coden").put("value", "ABCDE");
        corrections.put("identifiers", identifiers);
        ObjectNode translations = object();
        translations.putObject("translations").putObject("pt").put("title", "Colheita");
        corrections.put("translations", translations);
    }

    private static ObjectNode license(String url) {
        return object().put("url", url);
    }

    /**
     * Changes the journal and returns the formats whose output changes. In each of these formats, a harvest of changes
     * must return the record with its current content.
     */
    private Set<String> changedBy(ObjectNode correction, String article) throws Exception {
        Map<String, String> before = outputs(article);
        String last = harvester.get("verb=Identify").responseDate();
        Thread.sleep(1_100);
        stock.patchJournal(correction);
        Fixtures.await(
                () -> sql.first(
                                "select position >= (select max(position) from change) from follower"
                                        + " where name = 'carrying'",
                                row -> row.getBoolean(1))
                        .orElseThrow(),
                Duration.ofSeconds(30));
        Thread.sleep(1_100);
        Map<String, String> after = outputs(article);
        Set<String> changed = new TreeSet<>();
        for (String prefix : PREFIXES) {
            if (!after.get(prefix).equals(before.get(prefix))) {
                changed.add(prefix);
                Record given = harvester
                        .walk("ListRecords", "metadataPrefix=" + prefix + "&from=" + last)
                        .byArticle()
                        .get(article);
                assertTrue(given != null, prefix + " is not harvested again after " + correction);
                assertEquals(after.get(prefix), text(given.metadata()), prefix);
            }
        }
        return changed;
    }

    private Map<String, String> outputs(String article) {
        Map<String, String> outputs = new TreeMap<>();
        for (String prefix : PREFIXES) {
            Record record = harvester
                    .get("verb=GetRecord&metadataPrefix=" + prefix + "&identifier=oai:offprint.invalid:" + article)
                    .records()
                    .get(0);
            outputs.put(prefix, text(record.metadata()));
        }
        return outputs;
    }

    private static String text(Element metadata) {
        StringWriter text = new StringWriter();
        try {
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(metadata.getFirstChild()), new StreamResult(text));
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }
}
