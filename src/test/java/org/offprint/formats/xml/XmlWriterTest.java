package org.offprint.formats.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.offprint.formats.text.LanguageCodes;
import org.offprint.kernel.identifiers.LanguageTag;

class XmlWriterTest {

    @Test
    void special_characters_in_xml_are_escaped_exactly_once() {
        String xml = new XmlWriter()
                .openMixed("a", "b", "\"<&>'")
                .text("]]> & &amp; <b> \"'")
                .close()
                .toString();

        assertEquals("<a b=\"&quot;&lt;&amp;&gt;'\">]]&gt; &amp; &amp;amp; &lt;b&gt; \"'</a>", xml);
    }

    @Test
    void characters_that_are_illegal_in_xml_are_omitted() {
        assertEquals(
                "ab c d e\uD83D\uDE00",
                XmlWriter.clean("a\u0000\u001Bb\u000Bc\u000Cd\re\uFFFE\uFFFF\uD83D\uDE00\uD800"));
    }

    @Test
    void xml_elements_are_indented_except_in_mixed_content() {
        String xml = new XmlWriter()
                .open("a")
                .element("b", "one")
                .element("b", "  ")
                .element("b", null)
                .empty("c", "d", null, "e", "f\ng")
                .openMixed("h")
                .text("x")
                .openMixed("i")
                .text("y")
                .close()
                .close()
                .close()
                .toString();

        assertEquals("<a>\n  <b>one</b>\n  <c e=\"f g\"/>\n  <h>x<i>y</i></h>\n</a>", xml);
    }

    @Test
    void unclosed_xml_elements_cause_an_exception() {
        assertThrows(
                IllegalStateException.class, () -> new XmlWriter().open("a").toString());
    }

    @Test
    void title_markup_is_converted_to_the_elements_of_each_xml_format() {
        String html = "H<sub>2</sub>O <s>x</s> <span class=\"sc\">y</span> <code>&lt;z&gt;</code>";

        assertEquals(
                "<t>H<sub>2</sub>O <strike>x</strike> <sc>y</sc> <monospace>&lt;z&gt;</monospace></t>",
                title(MarkupVocabulary.JATS, html));
        assertEquals("<t>H<sub>2</sub>O x <scp>y</scp> <tt>&lt;z&gt;</tt></t>", title(MarkupVocabulary.CROSSREF, html));
    }

    @Test
    void languages_are_converted_to_bibliographic_iso_639_2_codes() {
        assertEquals("ger", LanguageCodes.bibliographic(new LanguageTag("de")));
        assertEquals("chi", LanguageCodes.bibliographic(new LanguageTag("zh-Hans")));
        assertEquals("eng", LanguageCodes.bibliographic(new LanguageTag("en-GB")));
        assertEquals("und", LanguageCodes.bibliographic(new LanguageTag("und")));
    }

    private static String title(MarkupVocabulary markup, String html) {
        XmlWriter xml = new XmlWriter().openMixed("t");
        markup.title(xml, html, null);
        return xml.close().toString();
    }
}
