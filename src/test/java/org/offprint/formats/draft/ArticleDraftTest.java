package org.offprint.formats.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.Unplaced;

/** Values that do not fit are told, each with its place and the reason, and the rest of the article stays. */
class ArticleDraftTest {

    private final ArticleDraft draft = new ArticleDraft();

    ArticleDraftTest() {
        draft.type("research-article");
        draft.language("en");
        draft.texts().title("A title", "title");
    }

    @Test
    void aTextThatIsTooLongIsTold() {
        draft.articleNumber("e".repeat(51));
        ImportRecord record = draft.record(1);
        assertFalse(record.body().has("articleNumber"));
        assertEquals(
                new Unplaced("articleNumber", "e".repeat(51) + " (This must have at most 50 characters; it has 51.)"),
                record.unplaced().get(0));
        assertTrue(record.problems().isEmpty());
    }

    @Test
    void aTextIsCountedByCodePoints() {
        draft.articleNumber("\uD835\uDD38".repeat(50));
        assertTrue(draft.record(1).body().has("articleNumber"));
    }

    @Test
    void onlyTheLastValueOfAMemberCounts() {
        draft.articleNumber("e".repeat(51));
        draft.articleNumber("e12");
        ImportRecord record = draft.record(1);
        assertEquals("e12", record.body().path("articleNumber").asText());
        assertTrue(record.unplaced().isEmpty());
    }

    @Test
    void oneWhoseNameIsRefusedIsNobodyAndTheNextOnesKeepTheirPlaces() {
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
    void whatLacksSomethingThatIsRefusedGoesAsAWhole() {
        draft.subject("mesh", null, "s".repeat(501));
        ImportRecord record = draft.record(1);
        assertFalse(record.body().has("subjects"));
        assertEquals("subjects/0/label", record.unplaced().get(0).where());
        assertEquals(
                new Unplaced("subjects/0", "{\"scheme\":\"mesh\"} (This is required, and must be more than blanks.)"),
                record.unplaced().get(1));
    }

    @Test
    void aListOfMoreEntriesThanARecordHasIsToldAsOne() {
        for (int i = 0; i < 201; i++) {
            draft.texts().keyword("word " + i);
        }
        ImportRecord record = draft.record(1);
        assertFalse(record.body().has("keywords"));
        assertEquals(1, record.unplaced().size());
        assertEquals("keywords", record.unplaced().get(0).where());
    }

    @Test
    void ofAJournalOnlyItsLengthsAreKnownNotToFit() {
        draft.journal().publisher("p".repeat(501));
        draft.journal().language("no language");
        ImportRecord record = draft.record(1);
        assertEquals(
                "no language", record.body().path("journal").path("language").asText());
        assertEquals("journal/publisher", record.unplaced().get(0).where());
    }

    @Test
    void anArticleWithoutATitleIsAProblem() {
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
