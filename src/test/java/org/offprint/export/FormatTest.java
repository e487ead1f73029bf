package org.offprint.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FormatTest {

    private final Format.Oai oai = new Format.Oai("x", "https://x.example/ns", "https://x.example/x.xsd");

    @Test
    void what_has_no_namespace_gets_one_within_oai() {
        String named = " xmlns=\"https://x.example/ns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:schemaLocation=\"https://x.example/ns https://x.example/x.xsd\"";

        assertEquals("<a" + named + "/>", oai.island("<a/>"));
        assertEquals("<a" + named + "><b/></a>", oai.island("<a><b/></a>"));
        assertEquals("<a" + named + " c=\"d\">x</a>", oai.island("<a c=\"d\">x</a>"));
        assertEquals("<a xmlns=\"y\"/>", oai.island("<a xmlns=\"y\"/>"));
    }
}
