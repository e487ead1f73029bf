package org.offprint.references.suggestions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.PartsOrigin;
import org.offprint.references.ParsedReference;
import org.offprint.references.tokens.ReferenceField;

/** Tests suggested reference parts, which are parsed from the reference text and compared with the existing parts. */
class SuggestedPartsTest {

    private static final String PARSED =
            "{\"title\":\"Reeds in wind\",\"containerTitle\":\"Marsh Letters\",\"volume\":\"2\",\"year\":\"2019\","
                    + "\"firstPage\":\"3\",\"authors\":[{\"family\":\"Reed\",\"given\":\"A\"}],\"doi\":\"10.5555/reeds\"}";

    @Test
    void a_reference_that_consists_only_of_text_gets_all_suggested_parts() {
        SuggestedParts one =
                suggested("{\"key\":\"r\",\"text\":\"Reed.\",\"pmid\":\"12\",\"doi\":\"10.5555/other\"}", 0.9);
        assertTrue(one.canBeAccepted());
        Reference accepted = one.accepted();
        assertEquals("r", accepted.key());
        assertEquals("Reed.", accepted.text());
        assertEquals("12", accepted.pmid());
        assertEquals("10.5555/other", accepted.doi().value());
        assertEquals("Reeds in wind", accepted.title());
        assertEquals("Reed", accepted.authors().get(0).family());
        assertEquals(PartsOrigin.SUGGESTION, accepted.partsFrom());
        assertEquals(List.of("doi"), one.differs());
    }

    @Test
    void a_suggested_part_never_replaces_a_stated_part_and_contradictions_are_reported() {
        SuggestedParts one = suggested(
                "{\"text\":\"Reed.\",\"title\":\"Reeds in Wind!\",\"containerTitle\":\"Marsh Lett\",\"volume\":\"3\","
                        + "\"year\":\"2019a\",\"firstPage\":\"3\",\"authors\":[{\"family\":\"REED\"}]}",
                0.9);
        assertEquals(List.of("volume"), one.differs());
        assertFalse(one.canBeAccepted());
        assertTrue(one.isWorthShowing());
    }

    @Test
    void suggested_parts_that_agree_with_the_stated_parts_are_not_displayed() {
        String agreeing = "{\"text\":\"Reed.\",\"volume\":\"2\",\"year\":\"2019\"}";
        assertFalse(suggested(agreeing, 0.9).isWorthShowing());
        assertEquals(
                List.of(),
                suggested("{\"text\":\"Reed.\",\"volume\":\"3\"}", 0.4).differs());
        assertNull(suggested("{\"title\":\"Reeds\"}", 0.9).parts());
        assertFalse(suggested("{\"title\":\"Reeds\"}", 0.9).isWorthShowing());
    }

    @Test
    void only_confident_suggestions_in_a_familiar_style_are_accepted_in_bulk() {
        String words = "{\"text\":\"Reed.\"}";
        assertTrue(suggested(words, 0.95).isSure(0.95));
        assertFalse(suggested(words, 0.94).isSure(0.95));
        assertFalse(suggested(words, PARSED, 0.99, true).isSure(0.5));
    }

    @Test
    void invalid_suggested_parts_are_omitted() {
        String parsed = "{\"title\":\"Reeds\",\"volume\":\"" + "9".repeat(101) + "\",\"pmid\":\"0\",\"year\":\"2019\"}";
        Reference parts = suggested("{\"text\":\"Reed.\"}", parsed, 0.9, false).parts();
        assertEquals("Reeds", parts.title());
        assertEquals("2019", parts.year());
        assertNull(parts.volume());
        assertNull(parts.pmid());
    }

    @Test
    void generated_reference_keys_are_unique_and_stated_keys_are_preserved() {
        List<Reference> references = List.of(
                reference("{\"text\":\"a\"}"),
                reference("{\"text\":\"b\",\"key\":\"ref1\"}"),
                reference("{\"text\":\"c\"}"),
                reference("{\"text\":\"d\",\"key\":\"ref1-2\"}"));
        assertEquals(List.of("ref1-3", "ref1", "ref3", "ref1-2"), Reference.keys(references));
    }

    private static SuggestedParts suggested(String stated, double confidence) {
        return suggested(stated, PARSED, confidence, false);
    }

    private static SuggestedParts suggested(String stated, String parsed, double confidence, boolean unfamiliar) {
        Map<ReferenceField, Double> confidences = new EnumMap<>(ReferenceField.class);
        for (ReferenceField field : ReferenceField.values()) {
            confidences.put(field, confidence);
        }
        return SuggestedParts.of(
                        List.of(reference(stated)),
                        text -> new ParsedReference(
                                reference(parsed), List.of(), confidences, confidence, unfamiliar, text.length()))
                .get(0);
    }

    private static Reference reference(String json) {
        return Json.read(json, Reference.class);
    }
}
