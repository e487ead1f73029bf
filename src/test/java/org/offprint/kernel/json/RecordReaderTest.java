package org.offprint.kernel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.Orcid;

class RecordReaderTest {

    private static final String ID = "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f";

    enum Colour {
        @JsonProperty("light-blue")
        LIGHT_BLUE,
        @JsonProperty("red")
        RED
    }

    record Named(@NotBlank String name, UUID id) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Named ofId(String id) {
            return new Named("by id", org.offprint.kernel.identifiers.Ids.parse(id));
        }

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        Named {}
    }

    record Inner(
            @NotBlank @Size(max = 5) String title,
            @Size(max = 2) List<@NotNull @Valid Named> people,
            Map<LanguageTag, @NotBlank String> names) {}

    record Sample(
            @NotNull Orcid orcid,
            Colour colour,
            @Max(9) Integer count,
            Long size,
            boolean big,
            Boolean maybe,
            UUID other,
            Instant at,
            Map<String, String> free,
            @JsonProperty("a/b~") String odd,
            @JsonUnwrapped @Valid Inner inner) {}

    @Test
    void every_type_of_record_member_is_parsed() {
        Sample read = read("""
                {"orcid": "https://orcid.org/0000-0002-1825-0097", "colour": "light-blue", "count": 9.0,
                 "size": 12345678901, "big": true, "maybe": false, "other": {"id": "%s", "name": "of no account"},
                 "at": "2025-12-03T10:00:00+01:00", "free": {"a": "b", "gone": null}, "a/b~": "odd",
                 "title": "T", "people": ["%s", {"name": "Ada"}], "names": {"zh_HANS": "名"}}
                """.formatted(ID, ID));
        assertEquals("0000-0002-1825-0097", Json.tree(read.orcid()).textValue().replaceFirst(".*/", ""));
        assertEquals(Colour.LIGHT_BLUE, read.colour());
        assertEquals(9, read.count());
        assertEquals(12345678901L, read.size());
        assertEquals(true, read.big());
        assertEquals(false, read.maybe());
        assertEquals(UUID.fromString(ID), read.other());
        assertEquals(Instant.parse("2025-12-03T09:00:00Z"), read.at());
        assertEquals(Map.of("a", "b"), read.free());
        assertEquals("odd", read.odd());
        assertEquals("T", read.inner().title());
        assertEquals(
                List.of(new Named("by id", UUID.fromString(ID)), new Named("Ada", null)),
                read.inner().people());
        assertEquals(Map.of(LanguageTag.parse("zh-Hans"), "名"), read.inner().names());
    }

    @Test
    void missing_members_of_a_record_are_null_and_missing_primitive_booleans_are_false() {
        Sample read = read("""
                {"orcid": "0000-0002-1825-0097", "title": "T", "big": null, "count": null, "people": null}""");
        assertEquals(false, read.big());
        assertNull(read.count());
        assertNull(read.maybe());
        assertNull(read.inner().people());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'orcid': null}                              | /orcid required",
                "{'orcid': '0000-0002-1825-0098'}             | /orcid orcid-checksum",
                "{'orcid': 5}                                 | /orcid wrong-type",
                "{'orcid': '\\u0000'}                         | /orcid text-not-storable",
                "{'colour': 'lightblue'}                      | /colour unknown-value",
                "{'colour': 'LIGHT_BLUE'}                     | /colour unknown-value",
                "{'count': 10}                                | /count out-of-range",
                "{'count': 1.5}                               | /count wrong-type",
                "{'count': '1'}                               | /count wrong-type",
                "{'count': 3000000000}                        | /count out-of-range",
                "{'count': 1e400}                             | /count out-of-range",
                "{'size': 1e30}                               | /size out-of-range",
                "{'big': 'true'}                              | /big wrong-type",
                "{'maybe': 0}                                 | /maybe wrong-type",
                "{'other': 'x'}                               | /other id-format",
                "{'other': '\\ud800'}                         | /other text-not-storable",
                "{'other': {}}                                | /other/id wrong-type",
                "{'other': {'id': 'x'}}                       | /other/id id-format",
                "{'other': []}                                | /other wrong-type",
                "{'at': '2025-12-03'}                         | /at time-format",
                "{'at': '2025-12-03T09:00:00'}                | /at time-format",
                "{'at': '+999999999-01-01T00:00:00Z'}         | /at time-format",
                "{'at': '9999-12-31T23:59:59-00:01'}          | /at time-format",
                "{'at': '0001-01-01T00:00:00+00:01'}          | /at time-format",
                "{'free': []}                                 | /free wrong-type",
                "{'free': {'a/b': 1}}                         | /free/a~1b wrong-type",
                "{'free': {'a\\u0007': 'x'}}                   | '/free/a\u0007 text-not-storable'",
                "{'n\\u0007': 'x'}                           | '/n\u0007 unknown-member'",
                "{'a/b~': 1}                                  | /a~1b~0 wrong-type",
                "{'inner': {}}                                | /inner unknown-member",
                "{'title': ' '}                               | /title required",
                "{'title': '123456'}                          | /title size",
                "{'people': 'x'}                              | /people wrong-type",
                "{'people': [null]}                           | /people/0 wrong-type",
                "{'people': ['no id']}                        | /people/0 id-format",
                "{'people': ['\\udc00']}                      | /people/0 text-not-storable",
                "{'people': [{'name': 'A'}, {}]}              | /people/1/name required",
                "{'people': [{'name': 'A', 'nme': 1}]}        | /people/0/nme unknown-member",
                "{'people': [{'name':'A'},{'name':'B'},{'name':'C'}]} | /people size",
                "{'names': {'zh': ' '}}                       | /names/zh required",
                "{'names': {'ZH_hans': ' '}}                  | /names/ZH_hans required",
                "{'names': {'ZH_hans': 3}}                    | /names/ZH_hans wrong-type",
                "{'names': {'no language': 'x'}}              | /names/no language language-format",
                "{'names': {'zh': 'x', 'ZH': 'y'}}            | /names/ZH duplicate"
            })
    void an_invalid_record_member_is_reported_once_with_its_json_pointer(String members, String expected) {
        String sent = members.replace('\'', '"');
        String orcid = sent.contains("orcid") ? "" : ", \"orcid\": \"0000-0002-1825-0097\"";
        String title = sent.contains("title") ? "" : ", \"title\": \"T\"";
        String whole = sent.substring(0, sent.length() - 1) + orcid + title + "}";
        List<String> found = findings(whole).stream()
                .map(finding -> finding.pointer() + " " + finding.code())
                .toList();
        assertEquals(List.of(expected), found);
    }

    @Test
    void a_request_body_that_is_not_an_object_is_reported_with_a_single_error() {
        assertEquals(List.of(Finding.at("", "wrong-type", "Must be an object, not a list.")), findings("[]"));
        assertEquals(List.of(Finding.at("", "wrong-type", "Must be an object, not null.")), findings("null"));
        assertEquals(List.of(Finding.at("", "wrong-type", "Must be an object, not the number 3.")), findings("3"));
    }

    @Test
    void an_unknown_member_without_a_similar_name_is_reported_with_a_list_of_all_members() {
        List<Finding> found = findings("""
                {"orcid": "0000-0002-1825-0097", "title": "T", "people": [{"name": "A", "zzzzzzz": 1}]}""");
        assertEquals(
                "There is no member zzzzzzz. Use one of name, id.", found.get(0).message());
    }

    @Test
    void at_most_a_thousand_errors_are_reported_for_a_request_body() {
        StringBuilder body = new StringBuilder("{");
        for (int i = 0; i < 5_000; i++) {
            body.append("\"no").append(i).append("\": 1, ");
        }
        assertEquals(1_000, findings(body + "\"big\": 3}").size());
    }

    @Test
    void a_rule_reports_no_second_error_for_an_invalid_member() {
        RecordReader reader = new RecordReader();
        reader.read(tree("{\"orcid\": 3, \"title\": \"T\"}"), Sample.class);
        reader.add("/orcid", "rule", "A second finding.");
        reader.add("/count", "rule", "A first finding.");
        ProblemException problem = assertThrows(ProblemException.class, () -> reader.check("The sample"));
        assertEquals("The sample is not valid", problem.problem().title());
        assertEquals("2 members are invalid.", problem.problem().detail());
        assertEquals(
                List.of("wrong-type", "rule"),
                problem.problem().errors().stream().map(Finding::code).toList());
    }

    @Test
    void a_required_member_with_an_invalid_value_is_not_reported_as_missing() {
        RecordReader reader = new RecordReader();
        reader.read(
                tree("{\"orcid\": \"0000-0002-1825-0097\", \"title\": \"T\", \"other\": {\"id\": 3}}"), Sample.class);
        reader.add("/other", "required", "This is required.");
        reader.add("/others", "required", "This is required.");
        assertEquals(
                List.of("/other/id wrong-type", "/others required"),
                reader.findings().stream()
                        .map(finding -> finding.pointer() + " " + finding.code())
                        .toList());
    }

    @Test
    void length_errors_report_the_limit_and_the_length_in_code_points() {
        String start = "{\"orcid\": \"0000-0002-1825-0097\", \"title\": ";
        assertEquals(
                "Must have at most 5 characters, but has 6.",
                findings(start + "\"𝒜𝒜𝒜𝒜𝒜𝒜\"}").get(0).message());
        assertEquals("𝒜𝒜𝒜𝒜𝒜", read(start + "\"𝒜𝒜𝒜𝒜𝒜\"}").inner().title());
        assertEquals(
                "Must have at most 2 entries, but has 3.",
                findings(start + "\"T\", \"people\": [{\"name\":\"A\"},{\"name\":\"B\"},{\"name\":\"C\"}]}")
                        .get(0)
                        .message());
    }

    @Test
    void constraint_violations_in_a_list_are_reported_in_list_order() {
        RecordReader reader = new RecordReader();
        reader.read(tree("{\"list\": [" + "{},".repeat(11) + "{}]}"), Many.class);
        assertEquals(
                IntStream.range(0, 12).mapToObj(i -> "/list/" + i + "/name").toList(),
                reader.findings().stream().map(Finding::pointer).toList());
    }

    record Many(List<@Valid Named> list) {}

    @Test
    void strings_in_records_are_trimmed_and_normalized_to_nfc() {
        String start = "{\"orcid\": \"0000-0002-1825-0097\", \"title\": \"T\", \"free\": {\"a\": \"";
        assertEquals(
                "é b", read(start + "\\u00a0 e\\u0301 b\\n\\ufeff\"}}").free().get("a"));
        assertEquals("", read(start + "\\u200b \\u2066\"}}").free().get("a"));
        assertEquals(
                "<i>\u0338e\u0301</i>",
                read(start + "<i>\\u0338e\\u0301</i>\"}}").free().get("a"));
    }

    private static Sample read(String json) {
        RecordReader reader = new RecordReader();
        Sample sample = reader.read(tree(json), Sample.class);
        reader.check("The sample");
        return sample;
    }

    private static List<Finding> findings(String json) {
        return assertThrows(ProblemException.class, () -> read(json)).problem().errors();
    }

    private static com.fasterxml.jackson.databind.JsonNode tree(String json) {
        return Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
