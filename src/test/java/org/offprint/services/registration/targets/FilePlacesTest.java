package org.offprint.services.registration.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.services.registration.targets.FileValues.RecordElement;

class FilePlacesTest {

    private static final RecordElement ARTICLES = new RecordElement("article", List.of("data", "doi"));

    private static Map<String, String> xml(String identifier, String text) {
        return FileValues.ofXml(text.getBytes(StandardCharsets.UTF_8), "/batch", "body", ARTICLES, identifier);
    }

    @Test
    void repeated_xml_elements_are_numbered_in_the_paths_of_file_values() {
        Map<String, String> places = xml(
                "10.1/a",
                "<batch><head><time>1</time></head><body><x:article xmlns:x=\"urn:x\" type=\"full\"><title>H<sub>2</sub>O </title>\n"
                        + "<name>One</name><name lang=\"en\">Two &amp; more</name><list/><data><doi>10.1/A</doi></data>"
                        + "</x:article></body></batch>");
        assertEquals(
                Map.of(
                        "/batch/body/article/@type",
                        "full",
                        "/batch/body/article/title",
                        "H<sub>2</sub>O",
                        "/batch/body/article/name",
                        "One",
                        "/batch/body/article/name[2]/@lang",
                        "en",
                        "/batch/body/article/name[2]",
                        "Two & more",
                        "/batch/body/article/data/doi",
                        "10.1/A"),
                places);
        assertEquals("/batch/body/article/@type", places.keySet().iterator().next());
    }

    @Test
    void a_record_has_the_same_values_in_a_shared_file_and_in_a_separate_file() {
        String one = "<article><title>One</title><update>10.1/b</update><data><doi>10.1/a</doi></data></article>";
        String two = "<article><title>Two</title><data><doi>10.1/b</doi></data></article>";
        String journal = "<batch><body><name>Rivers</name>";
        assertEquals(
                xml("10.1/b", journal + two + "</body></batch>"),
                xml("10.1/b", journal + one + two + "</body></batch>"));
        assertEquals(Map.of("/batch/body/name", "Rivers"), xml("10.1/c", journal + one + two + "</body></batch>"));
        assertEquals(Map.of(), xml("10.1/c", "<batch/>"));
    }

    @Test
    void json_values_are_identified_by_json_pointers() {
        assertEquals(
                Map.of("/a~1b/0/c", "x", "/a~1b/1", "2", "/d", "true"),
                FileValues.ofJson(Json.parse("{\"a/b\":[{\"c\":\"x\"},2],\"d\":true,\"e\":null,\"f\":{}}"
                        .getBytes(StandardCharsets.UTF_8))));
    }
}
