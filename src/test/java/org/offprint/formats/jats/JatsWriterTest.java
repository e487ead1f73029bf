package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.formats.FormatSchemas;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Records;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.RelationType;

class JatsWriterTest {

    private static final String SCHEMA = "jats-1.3-xsd/JATS-journalpublishing1-3-mathml3.xsd";

    private final JatsWriter writer = new JatsWriter();

    @ParameterizedTest
    @ValueSource(strings = {Records.MINIMAL, Records.FULL, Records.HOSTILE})
    void the_jats_export_of_every_test_record_is_valid_against_the_schema(String record) throws Exception {
        FormatSchemas.folder();
        FormatSchemas.assertValid(SCHEMA, Records.document(writer, Records.named(record)));
    }

    @ParameterizedTest
    @EnumSource(RelationType.class)
    void every_relation_type_is_written_in_jats_exports(RelationType type) throws Exception {
        String xml = valid(Records.MINIMAL, document -> {
            ArrayNode relations = document.putArray("relations");
            relations
                    .addObject()
                    .put("type", Vocabulary.termOf(type))
                    .put("doi", "10.5555/a<b>")
                    .put("label", "A & B");
            relations
                    .addObject()
                    .put("type", Vocabulary.termOf(type))
                    .put("article", "019b0f6e-1c5a-7d3e-8f00-00000000000a");
        });

        assertTrue(
                xml.contains("ext-link-type=\"doi\" xlink:href=\"10.5555/a&lt;b&gt;\">A &amp; B</related-article>"),
                xml);
        assertTrue(
                xml.contains("ext-link-type=\"uri\" xlink:href=\"https://offprint.invalid/v1/articles/019b0f6e"), xml);
    }

    @ParameterizedTest
    @EnumSource(ArticleType.class)
    void jats_exports_write_every_article_type_unchanged(ArticleType type) throws Exception {
        String xml = valid(Records.MINIMAL, document -> document.put("type", Vocabulary.termOf(type)));

        assertTrue(xml.contains("article-type=\"" + Vocabulary.termOf(type) + "\""));
    }

    @Test
    void a_retraction_notice_is_written_only_once_in_jats_exports() throws Exception {
        String xml = valid(Records.FULL, document -> ((ArrayNode) document.get("relations"))
                .addObject()
                .put("type", "hasRetraction")
                .put("doi", "10.12345/ROADS.10"));

        assertEquals(1, count("related-article-type=\"retraction-forward\"", xml));
    }

    @Test
    void jats_exports_write_an_article_number_instead_of_page_numbers() throws Exception {
        String xml = valid(Records.FULL, document -> document.put("articleNumber", "e12"));

        assertTrue(xml.contains("<elocation-id>e12</elocation-id>"));
        assertFalse(xml.contains("<fpage>12"));
    }

    @Test
    void jats_exports_write_the_page_range_of_an_abbreviated_last_page() throws Exception {
        String xml = valid(Records.FULL, document -> ((ObjectNode) document.get("pages"))
                .put("first", "123")
                .put("last", "8"));

        assertTrue(xml.replaceAll("\\s+", "")
                .contains("<fpage>123</fpage><lpage>8</lpage><page-range>123-8</page-range>"));
        assertEquals(
                "{\"first\":\"123\",\"last\":\"8\"}",
                ImportReadings.all("jats", xml).get(0).body().get("pages").toString());
    }

    @Test
    void jats_exports_contain_no_empty_elements_for_missing_values() throws Exception {
        String xml = valid(Records.MINIMAL, document -> document.remove(List.of("dates", "contributors")));

        assertTrue(xml.contains("<pub-date-not-available"));
        assertFalse(xml.contains("contrib-group"));
        assertFalse(Pattern.compile("<([a-z-]+)></\\1>").matcher(xml).find(), xml);
        assertFalse(xml.contains("<back"));
    }

    @Test
    void jats_exports_write_separate_notes_for_authors_with_the_same_name() throws Exception {
        String xml = valid(Records.MINIMAL, document -> {
            ArrayNode contributors = document.putArray("contributors");
            for (int i = 0; i < 2; i++) {
                contributors.addObject().put("family", "Li").put("corresponding", true);
            }
        });

        assertTrue(xml.contains("rid=\"corresp1\"") && xml.contains("rid=\"corresp2\""));
    }

    @Test
    void jats_exports_do_not_mark_an_unconfirmed_orcid_as_authenticated() {
        assertFalse(writer.write(Records.named(Records.FULL)).contains("authenticated"));
    }

    @Test
    void jats_exports_of_abstracts_with_lists_and_formulas_are_valid() throws Exception {
        valid(
                Records.MINIMAL,
                document -> document.put("abstract", "one")
                        .put(
                                "abstractHtml",
                                "Text <i>before</i><ol><li><p>one</p><ul><li>a <b>b</b></li></ul></li><li>two "
                                        + "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"inline\"><mfrac><mn>1</mn><mi>x</mi>"
                                        + "</mfrac></math></li></ol><p><span class=\"sc\">caps</span> <s>old</s> <u>u</u> <code>c</code></p>"));
    }

    @Test
    void all_fields_missing_for_a_jats_export_are_reported_together() {
        assertEquals(
                List.of("/journal/issns"),
                writer.missing(Records.named(Records.BARE)).stream()
                        .map(Finding::pointer)
                        .toList());
    }

    /** Returns the JATS export of the changed record. Asserts that the document is valid if the schema is available. */
    private String valid(String name, Consumer<ObjectNode> change) throws Exception {
        String xml = Records.document(writer, Records.changed(name, change));
        if (FormatSchemas.arePresent()) {
            FormatSchemas.assertValid(SCHEMA, xml);
        }
        return xml;
    }

    private static long count(String part, String xml) {
        return Pattern.compile(Pattern.quote(part)).matcher(xml).results().count();
    }
}
