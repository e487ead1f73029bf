package org.offprint.formats.ror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.kernel.identifiers.SharedData;
import org.offprint.kernel.json.Json;

/** Tests the import of ROR data, and the reports of unplaced values. */
class RorFormatTest {

    private static final String ONE = """
            {"id": "https://ror.org/05gq02987", "status": "inactive", "established": 1914,
             "names": [{"value": "River School", "types": ["ror_display", "label"], "lang": "en"}, {"value": "RS", "types": ["acronym"], "lang": null},
                       {"value": "École des Rivières", "types": ["label"], "lang": "fr"}, {"value": "Flußschule", "types": ["alias"], "lang": "de"},
                       {"value": "Old School", "types": ["alias"], "lang": null}],
             "locations": [{"geonames_id": 1, "geonames_details": {"name": "Lyon", "country_code": "FR", "country_name": "France", "country_subdivision_name": "Rhône", "lat": 1.5}}],
             "relationships": [{"type": "parent", "id": "https://ror.org/01p884a79", "label": "All Schools"}, {"type": "successor", "id": "https://ror.org/00003g016", "label": "New School"},
                               {"type": "child", "id": "https://ror.org/00003g016", "label": "Small"}, {"type": "related", "id": "https://ror.org/00003g016", "label": "Kin"}],
             "links": [{"type": "website", "value": "https://rivers.example"}, {"type": "wikipedia", "value": "http://en.wikipedia.org/wiki/R"}],
             "external_ids": [{"type": "isni", "preferred": null, "all": ["0000 0001 2103 4996"]}, {"type": "grid", "preferred": "grid.1.a", "all": ["grid.1.a"]},
                              {"type": "fundref", "preferred": "501100000002", "all": ["501100000001", "501100000002"]}, {"type": "wikidata", "preferred": null, "all": ["X1"]}],
             "domains": [], "types": ["education"], "admin": {"created": {"date": "2018-11-14"}}}""";

    @Test
    void every_supported_ror_member_is_mapped_to_a_field() {
        ImportRecord record = ImportReadings.all("ror", "[" + ONE + "]").get(0);
        assertEquals(
                "{\"ror\":\"https://ror.org/05gq02987\",\"name\":\"River School\",\"names\":{\"en\":\"River School\",\"fr\":\"École des Rivières\",\"de\":\"Flußschule\"},"
                        + "\"acronyms\":[\"RS\"],\"city\":\"Lyon\",\"region\":\"Rhône\",\"country\":\"FR\","
                        + "\"parent\":{\"ror\":\"https://ror.org/01p884a79\",\"name\":\"All Schools\"},\"successor\":{\"ror\":\"https://ror.org/00003g016\",\"name\":\"New School\"},"
                        + "\"isni\":\"0000000121034996\",\"identifiers\":[{\"type\":\"grid\",\"value\":\"grid.1.a\"},"
                        + "{\"type\":\"funder\",\"value\":\"10.13039/501100000002\"},{\"type\":\"funder\",\"value\":\"10.13039/501100000001\"}],\"url\":\"https://rivers.example\",\"status\":\"inactive\"}",
                record.body().toString());
        assertEquals("affiliation", record.kind());
        assertEquals(List.of(), record.problems());
        assertEquals(
                List.of("external_ids", "established", "names", "locations", "relationships", "links", "types"),
                record.unplaced().stream().map(one -> one.where()).toList());
    }

    @Test
    void every_organization_in_the_ror_data_dump_is_imported() throws IOException {
        List<String> lines = SharedData.lines("ror/ror-records-latest-v2.jsonl.gz");
        int[] count = {0};
        List<String> wrong = new ArrayList<>();
        try (InputStream file = new GZIPInputStream(
                        Files.newInputStream(SharedData.present("ror/ror-records-latest-v2.jsonl.gz")));
                ImportRecords records = ImportReadings.format("ror").open(file)) {
            for (ImportRecord record = records.next(); record != null; record = records.next()) {
                JsonNode source = Json.parse(lines.get(count[0]++).getBytes(StandardCharsets.UTF_8));
                if (!record.problems().isEmpty() || !isSame(source, record.body())) {
                    wrong.add(source.get("id") + " " + record.problems() + " " + record.body());
                }
            }
        }
        assertEquals(lines.size(), count[0]);
        assertEquals(List.of(), wrong.stream().limit(5).toList(), wrong.size() + " are wrong");
        assertTrue(count[0] > 30_000);
    }

    private static boolean isSame(JsonNode source, JsonNode body) {
        String shown = null;
        int acronyms = 0;
        for (JsonNode name : source.get("names")) {
            boolean isShown = name.get("types").toString().contains("ror_display");
            shown = isShown ? name.get("value").textValue() : shown;
            acronyms += name.get("types").toString().contains("acronym") ? 1 : 0;
        }
        JsonNode place = source.at("/locations/0/geonames_details");
        return source.get("id").equals(body.get("ror"))
                && shown.replaceAll("\\s+", " ").strip().equals(body.get("name").textValue())
                && place.path("country_code").equals(body.path("country"))
                && source.get("status").equals(body.get("status"))
                && (acronyms == 0) == body.path("acronyms").isMissingNode();
    }

    @Test
    void the_language_of_the_ror_display_name_and_overlong_lists_are_reported() {
        StringBuilder kin = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            kin.append(i == 0 ? "" : ",")
                    .append("{\"type\": \"related\", \"id\": \"https://ror.org/05gq02987\", \"label\": \"Kin " + i
                            + "\"}");
        }
        ImportRecord record = ImportReadings.all(
                        "ror",
                        "[{\"id\": \"https://ror.org/05gq02987\", \"names\": [{\"value\": \"The River School Ltd\", \"types\": [\"label\"], \"lang\": \"en\"},"
                                + "{\"value\": \"River School\", \"types\": [\"label\", \"ror_display\"], \"lang\": \"en\"}],"
                                + " \"relationships\": [" + kin + "]}]")
                .get(0);
        assertEquals("River School", record.body().get("name").textValue());
        List<String> reported = record.unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
        assertEquals("names: value: River School; types: label; ror_display; lang: en", reported.get(0));
        assertEquals(
                "relationships[30]: type: related; id: https://ror.org/05gq02987; label: Kin 29", reported.get(30));
    }

    @Test
    void ror_version_1_data_are_rejected_with_a_hint_to_use_version_2() {
        String old = "[{\"id\":\"https://ror.org/05gq02987\",\"name\":\"Mud School\",\"external_ids\":{}}]";
        assertEquals("ror", ImportReadings.recognized(old.getBytes(java.nio.charset.StandardCharsets.UTF_8), null));
        UnreadableException refusal = assertThrows(UnreadableException.class, () -> ImportReadings.all("ror", old));
        assertTrue(refusal.getMessage().contains("Use the v2 file"), refusal.getMessage());
    }
}
