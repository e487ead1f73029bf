package org.offprint.formats.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.formats.Records;

/**
 * Tests that departments of one organization are written separately, for one contributor and for several contributors.
 */
class StatedAffiliationTest {

    private final PublishedRecord record = Records.changed(Records.FULL, document -> {
        String organization = document.at("/affiliations/0/label").textValue();
        String id = document.at("/affiliations/0/id").textValue();
        ArrayNode people = (ArrayNode) document.get("contributors");
        from(
                (ObjectNode) people.get(0),
                id,
                organization,
                "Department of Mud, One House",
                "Department of Silt, One House");
        from((ObjectNode) people.get(1), id, organization, "Department of Sand, One House");
    });

    private static void from(ObjectNode contributor, String id, String label, String... words) {
        ArrayNode affiliations = contributor.putArray("affiliations");
        for (String text : words) {
            ObjectNode mention = affiliations.addObject();
            mention.put("id", id).put("text", text).put("label", label);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jats", "crossref", "datacite", "pubmed", "marcxml", "highwire", "doaj-xml"})
    void each_department_of_an_organization_is_written_in_exports(String format) {
        String written =
                Records.document(Records.formats().named(format).orElseThrow().writer(), record);
        for (String words : new String[] {"Department of Mud", "Department of Silt", "Department of Sand"}) {
            assertTrue(written.contains(words), words + " in " + written);
        }
    }

    @Test
    void schemaorg_exports_write_an_organization_once_because_the_format_has_no_departments() {
        String written = Records.document(
                Records.formats().named("schemaorg").orElseThrow().writer(), record);
        ObjectNode json = (ObjectNode) org.offprint.kernel.json.Json.parse(written.getBytes());
        assertEquals(
                1, json.at("/author/0/affiliation").size(), json.get("author").toString());
    }
}
