package org.offprint.formats.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.Unplaced;

/**
 * Tests that invalid values of an article draft are reported with their position and reason, without affecting the
 * other values.
 */
class ArticleDraftTest {

    private final ArticleDraft draft = new ArticleDraft();

    ArticleDraftTest() {
        draft.type("research-article");
        draft.language("en");
        draft.texts().title("A title", "title");
    }

    @Test
    void an_overlong_article_number_is_reported_and_not_stored() {
        draft.articleNumber("e".repeat(51));
        ImportRecord record = draft.record(1);
        assertFalse(record.body().has("articleNumber"));
        assertEquals(
                new Unplaced("articleNumber", "e".repeat(51) + " (Must have at most 50 characters, but has 51.)"),
                record.unplaced().get(0));
        assertTrue(record.problems().isEmpty());
    }

    @Test
    void the_length_of_a_string_is_counted_in_code_points() {
        draft.articleNumber("\uD835\uDD38".repeat(50));
        assertTrue(draft.record(1).body().has("articleNumber"));
    }

    private void references(int count) {
        for (int i = 0; i < count; i++) {
            ReferenceDraft reference = new ReferenceDraft(draft, i == 5 ? "r-4" : "r");
            reference.text("Reference " + i);
            draft.reference(reference);
        }
    }

    @Test
    void duplicate_reference_keys_are_numbered() {
        references(7);
        List<String> keys = draft.record(1).body().get("references").findValuesAsText("key");
        assertEquals(List.of("r", "r-2", "r-3", "r-4", "r-5", "r-4-2", "r-6"), keys);
    }

    @Test
    @Timeout(30)
    void numbering_many_duplicate_reference_keys_takes_linear_time() {
        references(200_000);
        assertFalse(draft.record(1).body().has("references"));
    }

    @Test
    void only_the_last_value_set_for_a_member_of_a_draft_is_used() {
        draft.articleNumber("e".repeat(51));
        draft.articleNumber("e12");
        ImportRecord record = draft.record(1);
        assertEquals("e12", record.body().path("articleNumber").asText());
        assertTrue(record.unplaced().isEmpty());
    }

    @Test
    void dropping_a_contributor_with_an_invalid_name_does_not_renumber_the_reports() {
        person("Smith");
        person("x".repeat(501));
        ContributorDraft last = person("Jones");
        last.suffix("j".repeat(51));
        ImportRecord record = draft.record(1);
        assertEquals(2, record.body().path("contributors").size());
        assertEquals("contributors/2/suffix", record.unplaced().get(0).where());
        assertEquals("contributors/1", record.unplaced().get(1).where());
    }

    @Test
    void an_object_with_an_invalid_required_member_is_dropped_from_the_draft() {
        draft.subject("mesh", null, "s".repeat(501));
        ImportRecord record = draft.record(1);
        assertFalse(record.body().has("subjects"));
        assertEquals("subjects/0/label", record.unplaced().get(0).where());
        assertEquals(
                new Unplaced("subjects/0", "{\"scheme\":\"mesh\"} (A value that is not blank is required.)"),
                record.unplaced().get(1));
    }

    @Test
    void a_keyword_list_that_is_too_long_is_reported_once() {
        for (int i = 0; i < 201; i++) {
            draft.texts().keyword("word " + i);
        }
        ImportRecord record = draft.record(1);
        assertFalse(record.body().has("keywords"));
        assertEquals(1, record.unplaced().size());
        assertEquals("keywords", record.unplaced().get(0).where());
    }

    @Test
    void a_draft_checks_only_the_lengths_of_journal_members() {
        draft.journal().publisher("p".repeat(501));
        draft.journal().language("no language");
        ImportRecord record = draft.record(1);
        assertEquals(
                "no language", record.body().path("journal").path("language").asText());
        assertEquals("journal/publisher", record.unplaced().get(0).where());
    }

    @Test
    void a_draft_without_a_title_is_reported_as_invalid() {
        ImportRecord record = new ArticleDraft().record(1);
        assertEquals("/title", record.problems().get(0).pointer());
    }

    private ContributorDraft person(String family) {
        ContributorDraft person = new ContributorDraft(draft).role("author").person();
        person.family(family);
        draft.contributor(person);
        return person;
    }
}
