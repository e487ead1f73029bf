package org.offprint.search.lucene;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;

/**
 * Texts of records as they were written: where they are short enough, as almost all are, they are read without
 * decompressing those around them.
 */
final class StoredTexts {

    /** Between the texts of one field: no text has it. */
    private static final String BETWEEN = "\0";

    private final Snapshot snapshot;
    private final List<LeafReaderContext> leaves;

    /** @param fields those that will be read */
    StoredTexts(Snapshot snapshot, Set<String> fields) {
        this.snapshot = snapshot;
        leaves = snapshot.getLeafContexts();
        // An index of another version may have them in this form alone.
        fields.forEach(snapshot::require);
    }

    /** Adds the texts of one field. */
    static void add(String field, List<String> texts, Document document) {
        BytesRef joined = new BytesRef(String.join(BETWEEN, texts).getBytes(StandardCharsets.UTF_8));
        if (joined.length <= Fields.LONGEST_ITEM) {
            document.add(new BinaryDocValuesField(Fields.quick(field), joined));
        } else {
            texts.forEach(text -> document.add(new StoredField(field, text)));
        }
    }

    /** The same texts for an index that has them in the other form alone; empty of any other field. */
    static List<StoredField> ofQuick(IndexableField field) {
        String stored = Fields.ofQuick(field.name());
        return stored == null
                ? List.of()
                : texts(field.binaryValue()).stream()
                        .map(text -> new StoredField(stored, text))
                        .toList();
    }

    private static List<String> texts(BytesRef joined) {
        return List.of(joined.utf8ToString().split(BETWEEN, -1));
    }

    /** Those of a record in their order. */
    List<String> of(String field, int doc) throws IOException {
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        if (snapshot.has(Fields.quick(field))) {
            BinaryDocValues texts = DocValues.getBinary(leaf.reader(), Fields.quick(field));
            if (texts.advanceExact(doc - leaf.docBase)) {
                return texts(texts.binaryValue());
            }
        }
        return leaf.reader().getFieldInfos().fieldInfo(field) == null
                ? List.of()
                : List.of(snapshot.storedFields().document(doc, Set.of(field)).getValues(field));
    }

    /** The only one of a record; null where it has none. */
    String one(String field, int doc) throws IOException {
        List<String> texts = of(field, doc);
        return texts.isEmpty() ? null : texts.get(0);
    }
}
