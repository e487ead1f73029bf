package org.offprint.formats.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offprint.formats.reading.UnreadableException;

/** Tests that malicious XML files are rejected without harm to the service. */
class XmlReaderTest {

    @Test
    void exponentially_nested_xml_entities_are_rejected_before_expansion() {
        String bomb = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>\n<a>&c;</a>";
        assertTrue(refusal(bomb).contains("c"), refusal(bomb));
    }

    @Test
    void external_xml_entities_are_never_loaded() {
        for (String type : new String[] {
            "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
            "<!ENTITY x PUBLIC 'p' 'http://localhost/x'>",
            "<!ENTITY % p SYSTEM 'http://localhost/x'> %p;"
        }) {
            assertTrue(refusal("<!DOCTYPE a [" + type + "]><a>&x;</a>").contains("x"), type);
        }
    }

    @Test
    void xml_entities_are_resolved_in_text_and_attributes_but_not_in_cdata_sections() throws IOException {
        XmlElement read = read("<!DOCTYPE a SYSTEM 'none.dtd' [ <!ENTITY own \"mine > yours\"> <!-- ]> -->\n"
                + " <!ENTITY dot '&#46;'> <!ENTITY bad '&#AB;'> <!ENTITY hex '&#xE9;'> ]><a"
                + " b='&eacute;&quot;'>&ndash;&own;&dot;&hex;&amp;<![CDATA[&ndash;]]><!-- &nothing; --></a>");
        assertEquals("é\"", read.attribute("b"));
        assertEquals("–mine > yours.é&&ndash;", read.text());
        assertEquals(2, read.line());
    }

    @Test
    void the_encoding_of_an_xml_file_is_detected_from_its_first_bytes() throws IOException {
        String latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>";
        assertEquals("é", read(latin.getBytes(StandardCharsets.ISO_8859_1)).text());
        String wide = "<?xml version='1.0' encoding='UTF-16'?><a>é</a>";
        assertEquals("é", read(wide.getBytes(StandardCharsets.UTF_16)).text());
        assertEquals("é", read(wide.getBytes(StandardCharsets.UTF_16LE)).text());
        assertEquals(
                "é",
                read(("\uFEFF" + "<a>é</a>").getBytes(StandardCharsets.UTF_8)).text());
        assertEquals(
                "ж",
                read("<?xml version='1.0' encoding='windows-1251'?><a>ж</a>".getBytes(Charset.forName("windows-1251")))
                        .text());
    }

    @Test
    void xml_bytes_that_do_not_match_the_declared_encoding_are_rejected() {
        byte[] latin = "<a>é</a>".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(assertThrows(UnreadableException.class, () -> read(latin))
                .getMessage()
                .contains("encoding"));
        assertThrows(UnreadableException.class, () -> read("<?xml version='1.0' encoding='klingon'?><a/>"));
    }

    @Test
    void deeply_nested_or_truncated_xml_is_rejected() {
        assertTrue(refusal("<a>" + "<b>".repeat(100_000)).contains("are nested"));
        assertTrue(refusal("<a><body>" + "<b>".repeat(100_000)).contains("are nested"));
        assertTrue(refusal("<a><b>").startsWith("The XML is not well-formed"));
        assertTrue(refusal("").startsWith("The XML is not well-formed"));
        assertTrue(refusal("no xml").startsWith("The XML is not well-formed"));
    }

    @Test
    void an_xml_record_with_too_many_elements_or_characters_is_rejected() {
        assertTrue(refusal("<a>" + "<b/>".repeat(700_000) + "</a>").contains("elements"));
        assertTrue(refusal("<a>" + "<b>0123456789</b>".repeat(100) + "x".repeat(21_000_000) + "</a>")
                .contains("characters"));
    }

    @Test
    void xml_with_excessive_entity_expansion_or_endless_text_is_rejected() {
        String grows = "<!DOCTYPE a [<!ENTITY e '" + "x".repeat(1_000) + "'>]><a><body>" + "&e;".repeat(6_000);
        assertTrue(refusal(grows).contains("expand to more than"), refusal(grows));
        for (String begin : new String[] {"<a><!--", "<a><body><![CDATA[", "<a b='", "<a><?b "}) {
            String refusal = refusal(begin + "x".repeat(5_000_000));
            assertTrue(refusal.contains("too long"), begin + ": " + refusal);
        }
        assertTrue(refusal("<?xml " + "\n".repeat(20_000)).contains("not closed"));
    }

    @Test
    void adjacent_xml_text_segments_are_returned_as_one_string() throws IOException {
        String long1 = "word ".repeat(10_000);
        XmlElement read = read("<a>" + long1 + "&#233;<!-- no --><![CDATA[<b>]]><?no no?>&amp;<b/>end</a>");
        assertEquals(
                List.of(long1 + "é<b>&", "end"),
                read.content().stream().filter(String.class::isInstance).toList());
    }

    @Test
    void an_xml_error_is_reported_with_its_line_number() {
        byte[] latin = "<a>\n\n<b>é</b></a>".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(assertThrows(UnreadableException.class, () -> read(latin)).line() > 0);
        String deep = "<a>\n" + "<b>\n".repeat(600);
        assertEquals(
                501, assertThrows(UnreadableException.class, () -> read(deep)).line());
    }

    @Test
    void short_sections_of_skipped_content_are_kept_if_they_match_with_their_title_and_at_their_end()
            throws IOException {
        String document =
                "<a><body><p>Mud.</p><sec><title>Keep</title><sec><title>Keep</title><p>1 <b>2</b></p></sec><p/></sec>"
                        + "<sec><title>Keep</title><p>" + "long ".repeat(4_000) + "</p></sec>"
                        + "<sec><title>Drop</title><p>3</p></sec><sec><title>Keep</title><p>no</p></sec>"
                        + "<sec><title>Keep</title><?CDATA 4?></sec></body><sec><title>5</title></sec></a>";
        List<String> tested = new ArrayList<>();
        XmlElement read;
        try (XmlReader reader = new XmlReader(stream(document), Set.of("body"), "sec", section -> {
            tested.add(section.text());
            return section.text().startsWith("Keep") && !section.text().endsWith("no");
        })) {
            read = reader.next(Set.of("a"));
        }
        assertEquals(
                List.of("Keep 1 2", "Keep 4"),
                read.at("body").elements("sec").stream().map(XmlElement::text).toList());
        assertEquals(List.of("Keep", "Keep", "Keep 1 2", "Keep", "Drop", "Keep", "Keep no", "Keep", "Keep 4"), tested);
        assertEquals(2, read.elements().size());
        assertTrue(read.at("body").content().toString().contains(" characters"));
    }

    @Test
    void kept_sections_count_towards_the_maximum_size_of_a_record() {
        String section = "<sec><title>Keep</title><p>" + "x".repeat(19_000) + "</p></sec>";
        UnreadableException tooLarge = assertThrows(UnreadableException.class, () -> {
            try (XmlReader reader = new XmlReader(
                    stream("<a><body>" + section.repeat(550) + "</body><b/></a>"),
                    Set.of("body"),
                    "sec",
                    each -> true)) {
                reader.next(Set.of("a"));
            }
        });
        assertTrue(tooLarge.getMessage().startsWith("A record has more than"), tooLarge::getMessage);
    }

    private static ByteArrayInputStream stream(String document) {
        return new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String document) {
        return assertThrows(UnreadableException.class, () -> read(document)).getMessage();
    }

    private static XmlElement read(String document) throws IOException {
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static XmlElement read(byte[] document) throws IOException {
        try (XmlReader reader = new XmlReader(new ByteArrayInputStream(document), Set.of("body"))) {
            return reader.next(Set.of("a"));
        }
    }
}
