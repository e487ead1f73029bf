package org.offprint.search.embedded.reader;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/** Reads list items from the index in the JSON form that is sent to clients. */
public final class StoredItems {

    private final Snapshot snapshot;
    private final List<LeafReaderContext> leaves;
    /**
     * Doc values of list items by segment. Doc values can only advance, so the values are opened again if an earlier
     * document is requested.
     */
    private final BinaryDocValues[] bySegment;

    public StoredItems(Snapshot snapshot) {
        this.snapshot = snapshot;
        leaves = snapshot.getLeafContexts();
        bySegment = new BinaryDocValues[leaves.size()];
        snapshot.require(FieldNames.ITEM);
        snapshot.require(FieldNames.LONG_ITEM);
    }

    /** Returns the list item of a document, or null if it has none. */
    public byte[] of(int doc) throws IOException {
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        int inLeaf = doc - leaf.docBase;
        BinaryDocValues items = bySegment[leaf.ord];
        if (items == null || items.docID() > inLeaf) {
            items = DocValues.getBinary(leaf.reader(), FieldNames.ITEM);
            bySegment[leaf.ord] = items;
        }
        BytesRef item = items.advanceExact(inLeaf)
                ? items.binaryValue()
                : snapshot.storedFields()
                        .document(doc, Set.of(FieldNames.LONG_ITEM))
                        .getBinaryValue(FieldNames.LONG_ITEM);
        return item == null ? null : PackedValues.plain(item, null);
    }

    /**
     * Returns the number of articles that cite an article, or null if the index was built by a version without citation
     * counts.
     */
    public Long citations(int doc) throws IOException {
        String field = FieldNames.order(RecordKind.ARTICLE, SortOrder.MOST_CITED);
        if (!snapshot.has(field)) {
            return null;
        }
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), field);
        return numbers.advanceExact(doc - leaf.docBase) ? numbers.longValue() : null;
    }

    /**
     * Returns the hash of the file from which an article's full text was extracted, or null if the article has no full
     * text.
     */
    public String source(int doc) throws IOException {
        if (!snapshot.has(FieldNames.SOURCE)) {
            return null;
        }
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        BinaryDocValues sources = DocValues.getBinary(leaf.reader(), FieldNames.SOURCE);
        return sources.advanceExact(doc - leaf.docBase) ? sources.binaryValue().utf8ToString() : null;
    }

    /**
     * Returns the organizations merged into an affiliation. Returns null if no organization was merged, or if the index
     * was built by a version that does not store merged organizations.
     */
    public byte[] merged(int doc) throws IOException {
        if (!snapshot.has(FieldNames.MERGED)) {
            return null;
        }
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        BinaryDocValues merged = DocValues.getBinary(leaf.reader(), FieldNames.MERGED);
        if (!merged.advanceExact(doc - leaf.docBase)) {
            return null;
        }
        BytesRef list = merged.binaryValue();
        return Arrays.copyOfRange(list.bytes, list.offset, list.offset + list.length);
    }
}
