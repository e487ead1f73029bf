package org.offprint.search.embedded.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offprint.search.embedded.reader.StoredItems;
import org.offprint.search.embedded.reader.StoredTexts;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.Mapping;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;

/** Tests that list items and abstracts are read from the index unchanged, in every stored form. */
class PackedFieldsTest {

    private static final String ABSTRACT = FieldNames.stored(FullTextField.ABSTRACT);

    @TempDir
    Path directory;

    /** Returns a random abstract of this length that includes non-ASCII letters. */
    private static String words(Random random, int length) {
        String letters = "aeiou étñ дж 中 𝄞 bcdfgh";
        StringBuilder words = new StringBuilder();
        while (words.length() < length) {
            int at = letters.offsetByCodePoints(0, random.nextInt(letters.codePointCount(0, letters.length())));
            words.appendCodePoint(letters.codePointAt(at));
        }
        return words.append('.').toString().strip();
    }

    private static byte[] item(String key, String text) {
        return ("{\"id\":\"" + key + "\",\"abstract\":\"" + text + "\",\"links\":{}}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void list_items_and_abstracts_of_all_lengths_are_read_from_the_index_unchanged() throws IOException {
        Random random = new Random(11);
        try (TestIndex index = new TestIndex(OpenIndex.at(directory))) {
            index.reach(1);
            List<byte[]> items = new ArrayList<>();
            List<String> abstracts = new ArrayList<>();
            for (int length : new int[] {1, 100, 126, 127, 128, 129, 500, 3_000, 20_000, 31_900, 40_000}) {
                for (boolean hasItem : new boolean[] {true, false}) {
                    String text = words(random, length);
                    String key = TestIndex.id("a" + items.size());
                    byte[] item = hasItem ? item(key, text) : null;
                    index.add(new IndexRecord(RecordKind.ARTICLE, key)
                            .text(FullTextField.ABSTRACT, "en", text)
                            .shown("Title", item));
                    items.add(item);
                    abstracts.add(text);
                }
            }
            for (int i = 0; i < items.size(); i++) {
                int number = i;
                index.ask(snapshot -> {
                    Term record = new Term(
                            FieldNames.RECORD, FieldNames.record(RecordKind.ARTICLE, TestIndex.id("a" + number)));
                    int doc = snapshot.search(new TermQuery(record), 1).scoreDocs[0].doc;
                    byte[] item = new StoredItems(snapshot).of(doc);
                    assertEquals(text(items.get(number)), text(item), "item " + number);
                    assertEquals(
                            List.of(abstracts.get(number)),
                            new StoredTexts(snapshot, Set.of(ABSTRACT)).of(ABSTRACT, doc));
                    return null;
                });
            }
        }
    }

    private static String text(byte[] item) {
        return item == null ? null : new String(item, StandardCharsets.UTF_8);
    }

    @Test
    void an_abstract_that_is_part_of_the_list_item_needs_almost_no_space_in_the_index() {
        String text = words(new Random(3), 1_500);
        byte[] item = item("a", text);
        Document document = new Document();
        document.add(new BinaryDocValuesField(FieldNames.ITEM, new BytesRef(item)));
        document.add(new BinaryDocValuesField(FieldNames.quick(ABSTRACT), new BytesRef(text)));
        document.add(new BinaryDocValuesField(FieldNames.MERGED, new BytesRef(item)));

        Document packed = PackedFields.packed(document);

        assertTrue(
                length(packed, FieldNames.quick(ABSTRACT)) < 60,
                "the stored length is " + length(packed, FieldNames.quick(ABSTRACT)));
        assertTrue(length(packed, FieldNames.ITEM) < item.length);
        assertEquals(item.length, length(packed, FieldNames.MERGED));
        assertEquals(
                document.getFields().stream().map(IndexableField::name).toList(),
                packed.getFields().stream().map(IndexableField::name).toList());
    }

    private static int length(Document document, String field) {
        return document.getField(field).binaryValue().length;
    }

    @Test
    void versions_that_cannot_read_packed_fields_do_not_use_the_index() throws IOException {
        try (OpenIndex index = OpenIndex.at(directory)) {
            index.setReached(new Checkpoint(new UUID(1, 2), 1, Instant.EPOCH));
            index.commit();
        }
        try (FSDirectory published = FSDirectory.open(directory.resolve(OpenIndex.PUBLISHED));
                DirectoryReader reader = DirectoryReader.open(published)) {
            Map<String, String> data = reader.getIndexCommit().getUserData();

            // Earlier versions call Mapping.ofCommit to check whether they can use the index.
            assertFalse(Mapping.ofCommit(data).canServe());
            assertTrue(PackedFields.ofCommit(data).isCurrent());
        }
    }

    @Test
    void an_index_without_packed_fields_is_current() {
        Map<String, String> before = Mapping.current().toCommit();

        assertTrue(PackedFields.ofCommit(before).isCurrent());
        assertEquals(
                Mapping.current().toCommit().keySet().size() + 1,
                PackedFields.toCommit(Mapping.current()).size());
    }
}
