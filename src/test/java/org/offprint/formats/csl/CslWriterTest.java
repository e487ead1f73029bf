package org.offprint.formats.csl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.formats.FormatSchemas;
import org.offprint.formats.Records;
import org.offprint.kernel.json.Json;

class CslWriterTest {

    @ParameterizedTest
    @ValueSource(strings = {Records.MINIMAL, Records.FULL, Records.HOSTILE, Records.BARE})
    void an_exported_csl_item_has_only_members_of_the_csl_schema(String record) throws Exception {
        JsonNode schema = Json.parse(Files.readAllBytes(FormatSchemas.folder().resolve("csl/input/csl-data.json")))
                .at("/items");
        JsonNode properties = schema.get("properties");
        JsonNode item = CslWriter.item(Records.named(record));

        List<String> unknown = new ArrayList<>();
        item.fieldNames().forEachRemaining(name -> {
            if (!properties.has(name)) {
                unknown.add(name);
            }
        });
        assertEquals(List.of(), unknown);
        schema.get("required").forEach(name -> assertTrue(item.has(name.asText()), name.asText()));
        List<String> types = new ArrayList<>();
        properties.at("/type/enum").forEach(type -> types.add(type.asText()));
        assertTrue(types.contains(item.get("type").asText()));
    }
}
