package org.offprint.search.embedded.reader;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.StoredTextFields;

/**
 * Reads stored text values of index records, for example titles and abstracts. Almost all values are short, and short
 * values are read without decompressing neighboring values.
 */
public final class StoredTexts {

    private final Snapshot snapshot;
    private final List<LeafReaderContext> leaves;

    /**
     * Creates a reader for stored text values.
     *
     * @param fields fields that will be read
     */
    public StoredTexts(Snapshot snapshot, Set<String> fields) {
        this.snapshot = snapshot;
        leaves = snapshot.getLeafContexts();
        // An index built by another version may contain these fields only as stored fields.
        fields.forEach(snapshot::require);
    }

    /** Returns the stored values of a document's text field, in order. */
    public List<String> of(String field, int doc) throws IOException {
        return of(field, doc, null);
    }

    /**
     * Returns the values of a document's text field in their stored order.
     *
     * @param item list item of the document, with which some values are compressed; null if the item was not read yet
     */
    public List<String> of(String field, int doc, byte[] item) throws IOException {
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        if (snapshot.has(FieldNames.quick(field))) {
            BinaryDocValues texts = DocValues.getBinary(leaf.reader(), FieldNames.quick(field));
            if (texts.advanceExact(doc - leaf.docBase)) {
                BytesRef value = texts.binaryValue();
                boolean isMissing = item == null && PackedValues.needsItem(value);
                byte[] known = isMissing ? new StoredItems(snapshot).of(doc) : item;
                return StoredTextFields.split(new BytesRef(PackedValues.plain(value, known)));
            }
        }
        return leaf.reader().getFieldInfos().fieldInfo(field) == null
                ? List.of()
                : List.of(snapshot.storedFields().document(doc, Set.of(field)).getValues(field));
    }

    /** Returns the only value of a document's text field, or null if it has none. */
    public String one(String field, int doc) throws IOException {
        List<String> texts = of(field, doc);
        return texts.isEmpty() ? null : texts.get(0);
    }
}
