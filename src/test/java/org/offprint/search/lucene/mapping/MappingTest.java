package org.offprint.search.lucene.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchIndex.NotReadyException;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.embedded.PageSearch;
import org.offprint.search.embedded.index.Checkpoint;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.embedded.index.PackedFields;
import org.offprint.search.embedded.index.TestIndex;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/**
 * Tests that an index of a different version serves the searches that its fields support, accepts writes, and rejects
 * searches on missing fields.
 */
class MappingTest {

    private static final String OLD = TestIndex.id("old");

    private final Directory directory = new ByteBuffersDirectory();
    private final Directory working = new ByteBuffersDirectory();
    private OpenIndex index;

    /** Opens an index that stores years as numbers, has no countries, and sorts articles oldest first. */
    @BeforeEach
    void open() throws IOException {
        String newest = FieldNames.order(RecordKind.ARTICLE, SortOrder.NEWEST);
        IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
        config.setIndexSort(new Sort(new SortField(newest, SortField.Type.LONG)));
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            Document document = new Document();
            document.add(new StringField(FieldNames.KIND, "ARTICLE", Field.Store.NO));
            document.add(
                    new StringField(FieldNames.RECORD, FieldNames.record(RecordKind.ARTICLE, OLD), Field.Store.NO));
            document.add(new SortedDocValuesField(FieldNames.KEY, new BytesRef(OLD)));
            document.add(new BinaryDocValuesField(FieldNames.ITEM, new BytesRef("{}")));
            UUID id = UUID.fromString(OLD);
            document.add(
                    new NumericDocValuesField(FieldNames.KEY_HIGH, FieldNames.inOrder(id.getMostSignificantBits())));
            document.add(
                    new NumericDocValuesField(FieldNames.KEY_LOW, FieldNames.inOrder(id.getLeastSignificantBits())));
            document.add(new TextField("article.title", "carbon in peat", Field.Store.NO));
            document.add(new NumericDocValuesField("article.c.year", 2001));
            document.add(new NumericDocValuesField(newest, 7));
            document.add(new LongPoint(newest, 7));
            writer.addDocument(document);
            commit(writer, OlderIndex.older(Mapping.current().toCommit()));
        }
        try (IndexWriter writer = new IndexWriter(working, new IndexWriterConfig(new WhitespaceAnalyzer()))) {
            commit(writer, OlderIndex.older(Mapping.current().toCommit()));
        }
        index = OpenIndex.in(null, directory, working);
        index.refresh();
    }

    private static void commit(IndexWriter writer, Map<String, String> mapping) throws IOException {
        Map<String, String> data = new HashMap<>(mapping);
        data.putAll(new Checkpoint(new UUID(1, 2), 5, Instant.EPOCH).toCommit());
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    private static IndexRecord entry(String key, String title) {
        return new IndexRecord(RecordKind.ARTICLE, TestIndex.id(key))
                .text(org.offprint.search.schema.FullTextField.TITLE, "en", title)
                .counted(TermField.YEAR, 2024)
                .counted(TermField.COUNTRY, "PT")
                .counted(TermField.TYPE, "research-article")
                .sort(SortOrder.NEWEST, 9)
                .sort(SortOrder.LAST_UPDATED, 9)
                .sort(SortOrder.TITLE, title)
                .shown(title, "{}".getBytes());
    }

    private SearchAnswer answer(SearchQuery query, TermField... facets) throws IOException {
        List<FacetRequest> wanted = List.of(facets).stream()
                .map(field -> new FacetRequest(field, 10, Set.of()))
                .toList();
        return index.ask(Audience.READERS, snapshot -> new PageSearch(
                        snapshot,
                        new SearchRequest(
                                Audience.READERS,
                                null,
                                RecordKind.ARTICLE,
                                query,
                                Map.of(),
                                SortOrder.NEWEST,
                                new PagePosition.Start(),
                                10,
                                wanted,
                                false),
                        TestIndex.LONGEST,
                        sources -> Map.of())
                .answer());
    }

    private static SearchQuery title(String word) {
        return new SearchQuery.Word(org.offprint.search.schema.FullTextField.TITLE, word);
    }

    @Test
    void an_older_index_rejects_only_searches_on_missing_fields() throws IOException {
        assertTrue(index.isOutdated());
        assertEquals(List.of("old"), TestIndex.keys(answer(title("carbon"))));
        assertEquals(1, answer(new SearchQuery.All(), TermField.TYPE).total());
        assertThrows(NotReadyException.class, () -> answer(new SearchQuery.All(), TermField.YEAR));
        SearchQuery country = new SearchQuery.OneOf(TermField.COUNTRY, Set.of("PT"));
        assertThrows(NotReadyException.class, () -> answer(country));
        // Without this check, the exclusion of a missing field would match all records.
        assertThrows(NotReadyException.class, () -> answer(new SearchQuery.Not(country)));
        assertThrows(
                NotReadyException.class,
                () -> answer(new SearchQuery.And(List.of(title("carbon"), new SearchQuery.Not(country)))));
    }

    @Test
    void an_older_index_accepts_writes_and_is_then_marked_as_mixed() throws IOException {
        index.published()
                .replace(RecordKind.ARTICLE, List.of(TestIndex.id("new")), List.of(entry("new", "Carbon in soil")));
        index.refresh();
        assertEquals(List.of("new", "old"), TestIndex.keys(answer(title("carbon"))));
        assertThrows(NotReadyException.class, () -> answer(new SearchQuery.All(), TermField.YEAR));
        index.published().replace(RecordKind.ARTICLE, List.of(OLD), List.of());
        index.refresh();
        assertEquals(List.of("new"), TestIndex.keys(answer(title("carbon"))));
        index.setReached(new Checkpoint(new UUID(1, 2), 6, Instant.EPOCH));
        index.commit();
        Map<String, String> data = new HashMap<>();
        try (var reader = org.apache.lucene.index.DirectoryReader.open(directory)) {
            data.putAll(reader.getIndexCommit().getUserData());
        }
        assertEquals("6", data.get("position"));
        assertEquals("0", data.get("mapping"));
        Mapping mixed = PackedFields.ofCommit(data);
        assertFalse(mixed.isCurrent());
        assertTrue(mixed.canServe());
        assertFalse(mixed.has("article.c.year"));
        assertTrue(mixed.has("article.c.type"));
    }

    @Test
    void an_index_without_stored_list_items_or_a_field_list_cannot_be_used() {
        Map<String, String> data = new HashMap<>(Mapping.current().toCommit());
        assertTrue(Mapping.ofCommit(data).isCurrent());
        data.put("fields.stored", data.get("fields.stored").replace(FieldNames.LONG_ITEM, "itum"));
        assertFalse(Mapping.ofCommit(data).canServe());
        data.keySet().removeIf(key -> key.startsWith("fields."));
        assertEquals(null, Mapping.ofCommit(data));
    }
}
