package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;

/** Tests the import of JATS 1.4 elements, and of nonstandard date types that publishers use. */
class JatsLatestTest {

    private static ImportRecord read(String meta, String back) {
        return ImportReadings.all(
                        "jats",
                        "<article><front><journal-meta><journal-title-group><journal-title>Silt</journal-title>"
                                + "</journal-title-group></journal-meta><article-meta><title-group><article-title>On silt"
                                + "</article-title></title-group>" + meta + "</article-meta></front>" + back
                                + "</article>")
                .get(0);
    }

    private static List<String> reported(ImportRecord record) {
        return record.unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
    }

    private static List<String> names(JsonNode people) {
        List<String> names = new ArrayList<>();
        people.forEach(one -> names.add(one.path("role").asText("")
                + one.path("name").asText(one.path("family").asText())));
        return names;
    }

    @Test
    void a_jats_collab_wrap_element_is_imported_as_a_contributor_with_members() {
        ImportRecord record = read(
                "<contrib-group><contrib contrib-type='author'><collab-wrap><collab-name>The Silt Group</collab-name>"
                        + "<contrib-group><contrib><name><surname>Mudd</surname></name></contrib><contrib><collab-wrap>"
                        + "<collab-name>Sludge</collab-name></collab-wrap></contrib></contrib-group></collab-wrap></contrib>"
                        + "<contrib contrib-type='author'><collab-wrap><collab-name-alternatives><collab-name>Silt Society"
                        + "</collab-name><collab-name xml:lang='de'>Schlickverein</collab-name></collab-name-alternatives>"
                        + "</collab-wrap></contrib>"
                        + "<contrib contrib-type='author'><collab-name>Ooze Inc.</collab-name></contrib></contrib-group>",
                "");
        assertEquals(
                List.of(
                        "authorThe Silt Group",
                        "collaboratorMudd",
                        "collaboratorSludge",
                        "authorSilt Society",
                        "authorOoze Inc."),
                names(record.body().get("contributors")));
        String group = "front/article-meta/contrib-group/contrib";
        assertEquals(
                List.of(
                        group + "[1]/collab-wrap/contrib-group: 2 collaborators are members of The Silt Group",
                        group + "[2]/collab-wrap/collab-name-alternatives/collab-name[2]: Schlickverein"),
                reported(record));
    }

    @Test
    void a_jats_collaboration_name_is_imported_as_an_author_of_a_reference() {
        ImportRecord record = read(
                "",
                "<back><ref-list><ref id='r1'><element-citation><person-group><collab-name>Silt Group</collab-name>"
                        + "</person-group><source>Mud</source></element-citation></ref></ref-list></back>");
        assertEquals(List.of("Silt Group"), names(record.body().at("/references/0/authors")));
        assertEquals(List.of(), reported(record));
    }

    @Test
    void a_single_jats_content_language_is_imported_as_the_article_language() {
        ImportRecord one = read("<content-language>pt</content-language>", "");
        assertEquals("pt", one.body().get("language").textValue());
        assertEquals(List.of(), reported(one));
        ImportRecord two = read("<content-language>pt</content-language><content-language>la</content-language>", "");
        assertEquals("en", two.body().get("language").textValue());
        assertEquals(2, reported(two).size());
    }

    @Test
    void nonstandard_jats_publication_date_types_are_recognized() {
        for (String type : new String[] {"original-publication", "published", "pub-print"}) {
            ImportRecord record = read(
                    "<pub-date date-type='retracted'><year>2025</year></pub-date><pub-date date-type='" + type
                            + "'><month>3</month><year>2024</year></pub-date>",
                    "");
            assertEquals("2024-03", record.body().at("/dates/published").textValue());
            assertEquals(
                    "[{\"type\":\"retracted\",\"date\":\"2025\"}]",
                    record.body().get("publicationHistory").toString());
            assertEquals(List.of(), reported(record));
        }
    }

    @Test
    void overlong_jats_names_and_issue_numbers_are_reported_without_affecting_other_values() {
        ImportRecord record = read(
                "<contrib-group><contrib><name><surname>" + "a".repeat(2_000)
                        + "</surname></name></contrib><contrib><name>"
                        + "<surname>Mudd</surname></name></contrib></contrib-group><volume>7</volume><issue>"
                        + "1".repeat(200) + "</issue>",
                "");
        assertEquals(List.of(), record.problems());
        assertEquals(List.of("authorMudd"), names(record.body().get("contributors")));
        assertEquals("{\"volume\":\"7\"}", record.body().get("issue").toString());
        assertEquals(
                List.of("issue/number", "contributors/0"),
                record.unplaced().stream().map(one -> one.where()).toList());
    }

    @Test
    void words_in_a_jats_date_that_cannot_be_parsed_are_reported() {
        String at = "front/article-meta/pub-date: ";
        assertEquals(List.of(at + "Michaelmas 2024"), reported(dated("Michaelmas 2024", "2024")));
        assertEquals(List.of(at + "12 mai 2014"), reported(dated("12 mai 2014", "2014")));
        assertEquals(List.of(), reported(dated("Monday, the 3rd of March 2014", "2014-03-03")));
        assertEquals(List.of(), reported(dated("12 Sept. 2014", "2014-09-12")));
    }

    private static ImportRecord dated(String words, String published) {
        ImportRecord record = read("<pub-date date-type='pub'><string-date>" + words + "</string-date></pub-date>", "");
        assertEquals(published, record.body().at("/dates/published").textValue());
        return record;
    }
}
