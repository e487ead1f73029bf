package org.offprint.search.embedded.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offprint.search.embedded.reader.IndexView;
import org.offprint.search.embedded.reader.OrganizationAncestors;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.Mapping;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/**
 * Tests facets with many values. Such facets are counted in the previous index snapshot until the values of the current
 * snapshot are numbered.
 */
class FacetSnapshotsTest {

    private static final Set<String> FIELD = Set.of(FieldNames.counted(RecordKind.ARTICLE, TermField.KEYWORD_TERM));
    private static final Set<String> OTHER = Set.of(FieldNames.counted(RecordKind.ARTICLE, TermField.YEAR));

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private IndexDirectory published;
    private IndexDirectory working;
    private IndexViews views;
    private FacetSnapshotSelection snapshots;
    private int made;

    @BeforeEach
    void open() throws IOException {
        published = new IndexDirectory(new ByteBuffersDirectory(), 16);
        working = new IndexDirectory(new ByteBuffersDirectory(), 16);
        views = new IndexViews(published, working, Mapping.current());
        snapshots = new FacetSnapshotSelection(views, 3, waiting::add);
    }

    @AfterEach
    void close() throws IOException {
        snapshots.close();
        views.close();
        published.close();
        working.close();
    }

    /** Publishes this number of articles, each with a unique keyword. */
    private void publish(int number) throws IOException {
        for (int i = 0; i < number; i++) {
            IndexRecord record = new IndexRecord(RecordKind.ARTICLE, TestIndex.id("a" + ++made))
                    .counted(TermField.KEYWORD_TERM, "keyword " + made)
                    .counted(TermField.YEAR, "2025")
                    .counted(TermField.AFFILIATION_ID, TestIndex.id("part0"))
                    .sort(SortOrder.NEWEST, made)
                    .shown("An article", null);
            published.add(List.of(record));
        }
        views.maybeRefreshBlocking();
        snapshots.refreshed();
    }

    /** Returns the number of articles in the index snapshot that is used to count these fields. */
    private int asked(Audience audience, Set<String> fields) throws IOException {
        IndexView view = snapshots.acquire(audience, fields);
        try {
            Snapshot snapshot = view.of(audience);
            for (String field : fields) {
                TermField wholes = OrganizationAncestors.field(field);
                if (wholes == null) {
                    snapshot.ordinals().of(field);
                } else {
                    snapshot.ancestors().of(wholes);
                }
            }
            return snapshot.getIndexReader().numDocs();
        } finally {
            view.release();
        }
    }

    private void work() {
        while (!waiting.isEmpty()) {
            waiting.pop().run();
        }
    }

    @ParameterizedTest
    @EnumSource
    void facets_with_many_values_use_the_previous_snapshot_until_the_values_are_numbered(Audience audience)
            throws IOException {
        publish(5);
        assertEquals(5, asked(audience, FIELD));
        publish(2);
        assertEquals(5, asked(audience, FIELD));
        work();
        assertEquals(7, asked(audience, FIELD));
        publish(1);
        publish(1);
        assertEquals(7, asked(audience, FIELD));
        work();
        assertEquals(9, asked(audience, FIELD));
    }

    @Test
    void parents_of_many_organizations_are_read_from_the_previous_snapshot_until_they_are_resolved()
            throws IOException {
        Set<String> wholes = Set.of(OrganizationAncestors.by(TermField.AFFILIATION_ID));
        for (int i = 0; i < 3; i++) {
            published.add(List.of(new IndexRecord(RecordKind.AFFILIATION, TestIndex.id("part" + i))
                    .term(TermField.PARENT, TestIndex.id("whole"))
                    .shown("A part", null)));
        }
        publish(5);
        assertEquals(5 + 3, asked(Audience.READERS, wholes));
        publish(2);
        assertEquals(5 + 3, asked(Audience.READERS, wholes));
        work();
        assertEquals(7 + 3, asked(Audience.READERS, wholes));
    }

    @Test
    void facets_with_few_values_use_the_current_snapshot() throws IOException {
        publish(5);
        assertEquals(5, asked(Audience.READERS, FIELD));
        assertEquals(5, asked(Audience.READERS, OTHER));
        publish(2);
        assertEquals(7, asked(Audience.READERS, OTHER));
        assertEquals(5, asked(Audience.READERS, FIELD), "fields with many values use the previous snapshot");
    }

    @Test
    void a_facet_that_is_counted_for_the_first_time_uses_the_current_snapshot() throws IOException {
        publish(5);
        assertEquals(5, asked(Audience.READERS, OTHER));
        publish(2);
        assertEquals(7, asked(Audience.READERS, FIELD));
        assertEquals(7, asked(Audience.EDITORS, FIELD));
    }

    @Test
    void an_index_snapshot_is_released_when_it_is_no_longer_needed() throws IOException {
        publish(5);
        IndexView first = snapshots.acquire(Audience.READERS, FIELD);
        first.of(Audience.READERS).ordinals().of(FIELD.iterator().next());
        first.release();
        publish(2);
        assertTrue(first.references() > 0, "the snapshot is still open");
        work();
        assertEquals(0, first.references());
        assertFalse(first.tryRetain());
    }

    @Test
    void closing_the_facet_snapshots_during_a_count_releases_all_index_snapshots() throws IOException {
        publish(5);
        asked(Audience.READERS, FIELD);
        publish(2);
        IndexView current = views.acquire();
        snapshots.close();
        work();
        views.close();
        current.release();
        assertEquals(0, current.references());
        assertThrows(AlreadyClosedException.class, () -> snapshots.acquire(Audience.READERS, FIELD));
    }
}
