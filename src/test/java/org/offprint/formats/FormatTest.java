package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.Rendering;

class FormatTest {

    private final Format.Oai oai = new Format.Oai("x", "https://x.example/ns", "https://x.example/x.xsd");

    @Test
    void a_root_element_without_a_namespace_gets_a_namespace_in_oai_responses() {
        String named = " xmlns=\"https://x.example/ns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:schemaLocation=\"https://x.example/ns https://x.example/x.xsd\"";

        assertEquals("<a" + named + "/>", island("<a/>"));
        assertEquals("<a" + named + "><b/></a>", island("<a><b/></a>"));
        assertEquals("<a" + named + " c=\"d\">x</a>", island("<a c=\"d\">x</a>"));
        assertEquals("<a xmlns=\"y\"/>", island("<a xmlns=\"y\"/>"));
    }

    private String island(String stored) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = stored.getBytes(StandardCharsets.UTF_8);
        oai.writeIsland(new Rendering(null, null, null, bytes, List.of()), out, "https://x.example");
        return out.toString(StandardCharsets.UTF_8);
    }
}
