package org.offprint.web.harvest.oai.protocol;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;
import org.offprint.web.harvest.HarvestedJournal;
import org.offprint.web.harvest.oai.Harvester;
import org.offprint.web.harvest.oai.Harvester.Answer;
import org.offprint.web.harvest.oai.Harvester.Record;
import org.w3c.dom.Element;

@QuarkusTest
class OaiRequestsTest {

    private static final String HOST = "oai:offprint.invalid:";
    private static final String NOBODY = HOST + "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f";

    @Inject
    Sql sql;

    private HarvestedJournal stock;
    private Harvester harvester;
    private final Harvester all = Harvester.at("/oai");

    @BeforeEach
    void makeJournal() {
        stock = new HarvestedJournal();
        harvester = Harvester.of(stock);
    }

    @Test
    void the_identify_response_describes_the_repository_of_a_journal() {
        String article = stock.published();
        Answer answer = harvester.get("verb=Identify");
        assertEquals(harvester.baseUrl(), answer.text("baseURL"));
        assertEquals(harvester.baseUrl(), answer.text("request"));
        assertTrue(answer.text("repositoryName").startsWith("Harvest & Letters"));
        assertEquals("2.0", answer.text("protocolVersion"));
        assertEquals("persistent", answer.text("deletedRecord"));
        assertEquals("YYYY-MM-DDThh:mm:ssZ", answer.text("granularity"));
        assertEquals("gzip", answer.text("compression"));
        assertEquals(List.of("desk@journal.example"), answer.texts("adminEmail"));
        assertEquals(record(article).datestamp(), answer.text("earliestDatestamp"));
        Element identifier = Harvester.list(answer.document()
                        .getElementsByTagNameNS("http://www.openarchives.org/OAI/2.0/oai-identifier", "*"))
                .get(0);
        assertEquals(
                "offprint.invalid",
                identifier.getElementsByTagName("repositoryIdentifier").item(0).getTextContent());
        assertEquals(
                HOST + article,
                identifier.getElementsByTagName("sampleIdentifier").item(0).getTextContent());
    }

    @Test
    void the_repository_of_all_journals_has_its_own_identify_response() {
        stock.published();
        Answer answer = all.get("verb=Identify");
        assertEquals("Offprint", answer.text("repositoryName"));
        assertTrue(answer.texts("adminEmail").contains("desk@journal.example"));
        assertEquals(all.baseUrl(), answer.text("baseURL"));
    }

    @Test
    void requests_to_an_empty_repository_return_valid_responses() {
        Harvester empty = Harvester.of(new HarvestedJournal());
        assertTrue(empty.get("verb=Identify").text("earliestDatestamp").matches("\\d{4}-.*Z"));
        assertEquals(
                List.of("noRecordsMatch"),
                empty.get("verb=ListRecords&metadataPrefix=oai_dc").errors());
        assertEquals(
                4,
                empty.get("verb=ListMetadataFormats").elements("metadataFormat").size());
    }

    /** Invalid OAI-PMH queries and the expected error codes. */
    private static final Map<String, List<String>> WRONG = Map.ofEntries(
            Map.entry("", List.of("badVerb")),
            Map.entry("junk", List.of("badVerb")),
            Map.entry("verb=junk", List.of("badVerb")),
            Map.entry("verb=identify", List.of("badVerb")),
            Map.entry("verb=", List.of("badVerb")),
            Map.entry("verb=Identify&verb=Identify", List.of("badVerb")),
            Map.entry("verb=Identify&metadataPrefix=oai_dc", List.of("badArgument")),
            Map.entry("verb=ListMetadataFormats&set=journal", List.of("badArgument")),
            Map.entry("verb=ListMetadataFormats&identifier=" + NOBODY, List.of("idDoesNotExist")),
            Map.entry("verb=ListSets&set=journal", List.of("badArgument")),
            Map.entry("verb=ListSets&resumptionToken=junk", List.of("badResumptionToken")),
            Map.entry("verb=GetRecord", List.of("badArgument", "badArgument")),
            Map.entry("verb=GetRecord&identifier=" + NOBODY, List.of("badArgument")),
            Map.entry("verb=GetRecord&metadataPrefix=oai_dc", List.of("badArgument")),
            Map.entry("verb=GetRecord&metadataPrefix=oai_dc&identifier=invalid%22id", List.of("idDoesNotExist")),
            Map.entry("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + NOBODY, List.of("idDoesNotExist")),
            Map.entry(
                    "verb=GetRecord&metadataPrefix=nothing&identifier=" + NOBODY,
                    List.of("idDoesNotExist", "cannotDisseminateFormat")),
            Map.entry("verb=ListRecords", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&limit=5", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=nothing", List.of("cannotDisseminateFormat")),
            Map.entry("verb=ListRecords&metadataPrefix=oai%20dc", List.of("badArgument")),
            Map.entry("verb=GetRecord&metadataPrefix=%22&identifier=" + NOBODY, List.of("badArgument")),
            Map.entry(
                    "verb=GetRecord&metadataPrefix=oai_dc&identifier=a%20b%7C%C3%A9%E2%80%AE",
                    List.of("idDoesNotExist")),
            Map.entry("verb=GetRecord&metadataPrefix=oai_dc&identifier=%25", List.of("badArgument")),
            Map.entry("verb=GetRecord&metadataPrefix=oai_dc&identifier=http://[a%20b", List.of("badArgument")),
            Map.entry("verb=GetRecord&metadataPrefix=oai_dc&identifier=%23a%23:%E2%80%AE", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&set=a%C3%A9", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=OAI_DC", List.of("cannotDisseminateFormat")),
            Map.entry("verb=ListRecords&from=junk", List.of("badArgument")),
            Map.entry("verb=ListIdentifiers&until=junk", List.of("badArgument")),
            Map.entry(
                    "verb=ListRecords&metadataPrefix=oai_dc&from=junk&until=more",
                    List.of("badArgument", "badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&from=2023-02-30", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&from=2023-02-20T25:00:00Z", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&from=2023-02-20T10:00:00", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&from=2023-02-20T10:00:00.1Z", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&from=2023", List.of("badArgument")),
            Map.entry(
                    "verb=ListRecords&metadataPrefix=oai_dc&from=2002-02-05&until=2002-02-06T05:35:00Z",
                    List.of("badArgument")),
            Map.entry(
                    "verb=ListRecords&metadataPrefix=oai_dc&from=2002-02-06&until=2002-02-05", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&until=2002-02-05", List.of("noRecordsMatch")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&from=9999-12-31", List.of("noRecordsMatch")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&set=nothing", List.of("noRecordsMatch")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&set=a%20b", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&set=journal:", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&from=", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-26T24:00:00Z", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-26T23:59:60Z", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&until=0000-01-01", List.of("badArgument")),
            Map.entry(
                    "verb=ListRecords&metadataPrefix=oai_dc&from=9998-01-01&until=9999-01-01",
                    List.of("noRecordsMatch")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&set=type:none", List.of("noRecordsMatch")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&set=journal:none:issue-1", List.of("noRecordsMatch")),
            Map.entry("verb=ListRecords&resumptionToken=", List.of("badArgument", "badArgument")),
            Map.entry("verb=ListRecords&resumptionToken=junk&resumptionToken=junk", List.of("badArgument")),
            Map.entry("verb=ListRecords&resumptionToken=junk", List.of("badResumptionToken")),
            Map.entry("verb=ListIdentifiers&resumptionToken=junk&until=2000-02-05", List.of("badArgument")),
            Map.entry("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=junk", List.of("badArgument")));

    @Test
    void error_responses_contain_the_expected_codes_and_repeat_only_valid_arguments() {
        stock.published();
        WRONG.forEach((query, codes) -> {
            for (Answer answer : List.of(harvester.get(query), harvester.post(query))) {
                assertEquals(codes, answer.errors(), query);
                Element request = answer.elements("request").get(0);
                boolean repeats = !codes.contains("badVerb") && !codes.contains("badArgument");
                assertEquals(repeats, request.hasAttribute("verb"), query);
                assertEquals(harvester.baseUrl(), request.getTextContent());
            }
        });
    }

    @Test
    void an_oai_pmh_response_repeats_the_request_arguments_unchanged() {
        Element request = harvester
                .get("verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01&until=2024-02-29&set=type:letter")
                .elements("request")
                .get(0);
        assertEquals("2024-01-01", request.getAttribute("from"));
        assertEquals("2024-02-29", request.getAttribute("until"));
        assertEquals("type:letter", request.getAttribute("set"));
        assertEquals("oai_dc", request.getAttribute("metadataPrefix"));
    }

    @Test
    void oai_pmh_arguments_can_be_sent_as_a_form_instead_of_a_query_string() {
        String article = stock.published();
        String arguments = "verb=GetRecord&metadataPrefix=oai_dc&identifier=" + Harvester.encoded(HOST + article);
        Record got = harvester.get(arguments).records().get(0);
        Record posted = harvester.post(arguments).records().get(0);
        assertEquals(got.identifier(), posted.identifier());
        assertEquals(got.metadata().getTextContent(), posted.metadata().getTextContent());
    }

    @Test
    void form_requests_with_a_charset_parameter_and_head_requests_return_200() {
        given().header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .body("verb=Identify")
                .post("/oai")
                .then()
                .statusCode(200)
                .contentType("text/xml");
        given().head("/oai?verb=Identify").then().statusCode(200).contentType("text/xml");
    }

    @Test
    void oai_pmh_requests_with_unsupported_methods_or_body_types_are_rejected() {
        given().contentType("application/json").body("{}").post("/oai").then().statusCode(415);
        given().put("/oai").then().statusCode(405);
        given().get("/oai/no-such-journal?verb=Identify").then().statusCode(404);
        given().contentType("application/x-www-form-urlencoded")
                .body("verb=%")
                .post("/oai")
                .then()
                .statusCode(400);
    }

    @Test
    void an_oai_pmh_response_is_always_xml_and_is_compressed_on_request() {
        stock.published();
        String query = "?verb=ListRecords&metadataPrefix=oai_dc";
        given().header("Accept", "application/json")
                .get("/oai/" + stock.slug + query)
                .then()
                .statusCode(200)
                .contentType("text/xml");
        var raw = Fixtures.asReader().header("Accept-Encoding", "gzip").get("/oai/" + stock.slug + query);
        assertEquals("gzip", raw.header("Content-Encoding"));
        assertNull(Fixtures.asReader()
                .header("Accept-Encoding", "identity")
                .get("/oai" + query)
                .header("Content-Encoding"));
    }

    @Test
    void a_record_is_available_in_every_format_for_which_it_has_the_required_data() {
        String bare = stock.published();
        assertEquals(List.of("marcxml", "oai_dc"), formats(bare));
        var full =
                stock.article().put("doi", "10.5555/" + Fixtures.unique("oai").replace(' ', '.'));
        full.putObject("dates").put("published", "2025-03-01");
        full.putArray("contributors").addObject().put("given", "Ada").put("family", "Lovelace");
        var journal = Fixtures.object().put("publisher", "Press & Sons");
        journal.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        stock.patchJournal(journal);
        String article = stock.published(full);
        assertEquals(List.of("jats", "datacite", "marcxml", "oai_dc"), formats(article));
        Map<String, String> roots = Map.of(
                "jats", "https://jats.nlm.nih.gov/ns/archiving/1.3/",
                "datacite", "http://datacite.org/schema/kernel-4",
                "marcxml", "http://www.loc.gov/MARC21/slim",
                "oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/");
        roots.forEach((prefix, namespace) -> {
            Record record = get(article, prefix).records().get(0);
            List<Element> children = Harvester.list(record.metadata().getElementsByTagNameNS(namespace, "*"));
            assertTrue(!children.isEmpty(), prefix);
            assertEquals(record.metadata(), children.get(0).getParentNode(), prefix);
            assertTrue(children.get(0).hasAttribute("xsi:schemaLocation"), prefix);
            assertTrue(record.metadata().getTextContent().contains("On fields <& barns>"), prefix);
        });
    }

    private List<String> formats(String article) {
        return harvester
                .get("verb=ListMetadataFormats&identifier=" + HOST + article)
                .texts("metadataPrefix");
    }

    @Test
    void a_record_with_missing_data_for_a_format_is_omitted_and_later_listed_as_deleted() {
        String article = stock.published();
        assertEquals(
                List.of("cannotDisseminateFormat"), get(article, "datacite").errors());
        assertEquals(
                List.of("noRecordsMatch"),
                harvester.get("verb=ListRecords&metadataPrefix=datacite").errors());
        // Until the article changes, the service stores the result that data for the format are missing.
        assertEquals(1, lacking(article));
        stock.correct(article);
        assertEquals(0, lacking(article));
        assertTrue(get(article, "datacite").records().get(0).deleted());
        Record listed = harvester
                .get("verb=ListIdentifiers&metadataPrefix=datacite")
                .records()
                .get(0);
        assertTrue(listed.deleted());
        assertEquals(HOST + article, listed.identifier());
    }

    private int lacking(String article) {
        return sql.first(
                        "select count(*) from rendering where article = ?::uuid and format = 'datacite' and content is null",
                        row -> row.getInt(1),
                        article)
                .orElseThrow();
    }

    @Test
    void drafts_are_not_listed_and_withdrawn_articles_are_listed_as_deleted() {
        String draft = Fixtures.article(stock.journal);
        String article = stock.published();
        assertEquals(List.of("idDoesNotExist"), get(draft, "oai_dc").errors());
        assertEquals(
                1,
                harvester.walk("ListRecords", "metadataPrefix=oai_dc").records().size());
        stock.withdraw(article);
        for (Record record : List.of(
                get(article, "oai_dc").records().get(0),
                harvester
                        .get("verb=ListRecords&metadataPrefix=oai_dc")
                        .records()
                        .get(0),
                harvester
                        .get("verb=ListIdentifiers&metadataPrefix=marcxml")
                        .records()
                        .get(0))) {
            assertTrue(record.deleted());
            assertNull(record.metadata());
            assertEquals(HOST + article, record.identifier());
        }
        stock.reinstate(article);
        assertEquals(false, get(article, "oai_dc").records().get(0).deleted());
    }

    @Test
    void a_deleted_record_is_listed_in_every_set_and_format_of_the_record() {
        String article =
                stock.published(stock.article().put("section", stock.section).put("issue", stock.issue));
        List<String> sets = record(article).sets();
        stock.withdraw(article);
        assertEquals(4, sets.size());
        assertEquals(sets, record(article).sets());
        for (String set : sets) {
            for (String prefix : List.of("oai_dc", "marcxml", "jats", "datacite")) {
                for (String verb : List.of("ListRecords", "ListIdentifiers")) {
                    List<Record> listed = harvester
                            .get("verb=" + verb + "&metadataPrefix=" + prefix + "&set=" + set)
                            .records();
                    assertEquals(
                            List.of(HOST + article),
                            listed.stream().map(Record::identifier).toList(),
                            prefix + " " + set);
                    assertTrue(listed.get(0).deleted());
                    assertEquals(sets, listed.get(0).sets());
                }
            }
        }
    }

    @Test
    void a_record_does_not_exist_in_the_repository_of_another_journal() {
        String article = stock.published();
        assertEquals(
                List.of("idDoesNotExist"),
                Harvester.of(new HarvestedJournal())
                        .get("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + HOST + article)
                        .errors());
        assertEquals(
                HOST + article,
                all.get("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + HOST + article)
                        .records()
                        .get(0)
                        .identifier());
    }

    private Answer get(String article, String prefix) {
        return harvester.get("verb=GetRecord&metadataPrefix=" + prefix + "&identifier=" + HOST + article);
    }

    private Record record(String article) {
        return get(article, "oai_dc").records().get(0);
    }
}
