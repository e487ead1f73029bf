package org.offprint.kernel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;

class ReadOnlyMembersTest {

    private static final ReadOnlyMembers READ_ONLY =
            new ReadOnlyMembers(Map.of("id", "It never changes.", "size", "PUT …/file sets it."), Set.of("shown"));

    @Test
    void unchanged_read_only_members_are_removed_from_the_request_body() {
        JsonNode body = tree("{\"id\": \"a\", \"size\": 5.0, \"shown\": [1], \"title\": \"t\"}");
        assertEquals(List.of(), found(body, Json.tree(Map.of("id", "a", "size", 5L, "shown", List.of()))));
        assertEquals(tree("{\"title\": \"t\"}"), body);
    }

    @Test
    void a_changed_read_only_member_is_rejected_with_a_hint() {
        JsonNode body = tree("{\"id\": \"b\", \"size\": \"5\", \"title\": \"t\"}");
        List<Finding> found = found(body, tree("{\"id\": \"a\", \"size\": 5}"));
        assertEquals(
                Set.of("/id", "/size"), found.stream().map(Finding::pointer).collect(Collectors.toSet()));
        assertEquals(tree("{\"title\": \"t\"}"), body);
        Finding size = found.stream()
                .filter(finding -> finding.pointer().equals("/size"))
                .findFirst()
                .orElseThrow();
        assertEquals("Remove this member or send it unchanged. PUT …/file sets it.", size.message());
    }

    @Test
    void a_read_only_member_without_a_current_value_is_rejected_unless_it_is_null() {
        assertEquals(1, found(tree("{\"size\": 5}"), tree("{\"id\": \"a\"}")).size());
        assertEquals(
                0,
                found(tree("{\"size\": null}"), tree("{\"id\": \"a\", \"size\": 5}"))
                        .size());
        assertEquals(0, found(tree("{\"size\": null, \"id\": null}"), null).size());
    }

    @Test
    void a_read_only_member_in_a_new_record_is_rejected() {
        assertEquals(1, found(tree("{\"id\": \"a\"}"), null).size());
        JsonNode body = tree("{\"shown\": []}");
        assertEquals(List.of(), found(body, null));
        assertEquals(tree("{}"), body);
        assertEquals("/shown", found(tree("{\"shown\": [1]}"), null).get(0).pointer());
    }

    @Test
    void a_request_body_that_is_not_an_object_has_no_read_only_members() {
        assertEquals(List.of(), found(tree("[]"), null));
    }

    private static List<Finding> found(JsonNode body, JsonNode present) {
        RecordReader reader = new RecordReader();
        READ_ONLY.removeFrom(body, present, reader);
        try {
            reader.check("It");
            return List.of();
        } catch (ProblemException problem) {
            return problem.problem().errors();
        }
    }

    private static JsonNode tree(String json) {
        return Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
