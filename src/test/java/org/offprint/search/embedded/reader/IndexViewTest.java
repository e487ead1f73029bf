package org.offprint.search.embedded.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.embedded.PageSearch;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.embedded.index.TestIndex;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/**
 * Tests that editors find the working copy of a record instead of its public version, and that readers find no working
 * copies.
 */
class IndexViewTest {

    private OpenIndex index;

    @BeforeEach
    void open() throws IOException {
        index = OpenIndex.in(null, new ByteBuffersDirectory(), new ByteBuffersDirectory());
        publish("one", "Otters", 1);
        publish("two", "Badgers", 2);
        index.refresh();
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private static IndexRecord entry(String key, String title, int made, String status) {
        return new IndexRecord(RecordKind.ARTICLE, TestIndex.id(key))
                .text(FullTextField.TITLE, "en", title)
                .counted(TermField.STATUS, status)
                .sort(SortOrder.TITLE, title)
                .sort(SortOrder.NEWEST, made)
                .sort(SortOrder.LAST_UPDATED, made)
                .shown(title, null);
    }

    private void publish(String key, String title, int made) throws IOException {
        IndexRecord record = entry(key, title, made, "published");
        index.published().replace(RecordKind.ARTICLE, List.of(record.key()), List.of(record));
    }

    private void work(String key, String title, int made, boolean wasPublished) throws IOException {
        IndexRecord record =
                entry(key, title, made, wasPublished ? "withdrawn" : "draft").covering(wasPublished);
        index.working().replace(RecordKind.ARTICLE, List.of(record.key()), List.of(record));
    }

    private SearchAnswer ask(Audience audience, SearchQuery query, SortOrder order) throws IOException {
        List<FacetRequest> facets = List.of(new FacetRequest(TermField.STATUS, 10, Set.of()));
        return index.ask(audience, snapshot -> new PageSearch(
                        snapshot,
                        new SearchRequest(
                                audience,
                                null,
                                RecordKind.ARTICLE,
                                query,
                                Map.of(),
                                order,
                                new PagePosition.Start(),
                                10,
                                facets,
                                false),
                        TestIndex.LONGEST,
                        sources -> Map.of())
                .answer());
    }

    private List<String> all(Audience audience) throws IOException {
        SearchAnswer answer = ask(audience, new SearchQuery.All(), SortOrder.NEWEST);
        assertEquals(answer.hits().size(), answer.total());
        long counted = answer.facets().stream()
                .flatMap(facet -> facet.values().stream())
                .mapToLong(value -> value.count())
                .sum();
        assertEquals(answer.total(), counted, "each record is counted once");
        return TestIndex.keys(answer);
    }

    private List<String> titled(Audience audience, String word) throws IOException {
        return TestIndex.keys(ask(audience, new SearchQuery.Word(FullTextField.ANY, word), SortOrder.RELEVANCE));
    }

    @Test
    void a_draft_is_found_by_editors_but_not_by_readers() throws IOException {
        work("three", "Newts", 3, false);
        index.refresh();
        assertEquals(List.of("two", "one"), all(Audience.READERS));
        assertEquals(List.of("three", "two", "one"), all(Audience.EDITORS));
        assertEquals(List.of(), titled(Audience.READERS, "newts"));
        assertEquals(List.of("three"), titled(Audience.EDITORS, "newts"));
    }

    @Test
    void editors_find_the_changed_working_copy_of_a_record_instead_of_its_public_version() throws IOException {
        work("one", "Newts", 3, true);
        index.refresh();
        assertEquals(List.of("two", "one"), all(Audience.READERS));
        assertEquals(List.of("one", "two"), all(Audience.EDITORS));
        assertEquals(List.of("one"), titled(Audience.READERS, "otters"));
        assertEquals(List.of(), titled(Audience.EDITORS, "otters"));
        assertEquals(List.of("one"), titled(Audience.EDITORS, "newts"));
        publish("one", "Newts", 3);
        index.working().replace(RecordKind.ARTICLE, List.of(TestIndex.id("one")), List.of());
        index.refresh();
        for (Audience each : Audience.values()) {
            assertEquals(List.of("one", "two"), all(each));
            assertEquals(List.of("one"), titled(each, "newts"));
        }
    }

    @Test
    void a_withdrawn_article_is_found_by_editors_but_not_by_readers() throws IOException {
        work("two", "Badgers", 2, true);
        index.published().replace(RecordKind.ARTICLE, List.of(TestIndex.id("two")), List.of());
        index.refresh();
        assertEquals(List.of("one"), all(Audience.READERS));
        assertEquals(List.of("two", "one"), all(Audience.EDITORS));
    }

    @Test
    void changes_are_visible_to_searches_only_after_both_indexes_are_refreshed() throws IOException {
        work("one", "Newts", 3, true);
        publish("one", "Newts", 3);
        assertEquals(List.of("one"), titled(Audience.EDITORS, "otters"));
        index.refresh();
        assertEquals(List.of("one"), titled(Audience.EDITORS, "newts"));
    }

    @Test
    void the_index_snapshot_for_readers_is_reused_while_drafts_change() throws IOException {
        Snapshot before = index.ask(Audience.READERS, snapshot -> snapshot);
        work("three", "Newts", 3, false);
        index.refresh();
        assertSame(before, index.ask(Audience.READERS, snapshot -> snapshot));
    }

    @Test
    void an_index_snapshot_remains_open_until_the_search_is_complete() throws IOException {
        int seen = index.ask(Audience.EDITORS, snapshot -> {
            work("three", "Newts", 3, false);
            publish("four", "Voles", 4);
            index.refresh();
            work("three", "Toads", 5, false);
            index.refresh();
            return snapshot.count(new MatchAllDocsQuery());
        });
        assertEquals(2, seen);
        assertEquals(List.of("three", "four", "two", "one"), all(Audience.EDITORS));
    }
}
