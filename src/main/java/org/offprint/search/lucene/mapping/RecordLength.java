package org.offprint.search.lucene.mapping;

import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;

/**
 * Record length, which is used to normalize word frequencies. The length does not include the full text, so that
 * articles with a full text rank no lower than articles with only an abstract.
 */
public final class RecordLength extends AttributeImpl implements IndexSimilarity.ProvidedLength {

    private int length;

    public void set(int sum) {
        length = sum;
    }

    @Override
    public int length() {
        return length;
    }

    /** Does nothing, because the record length applies to the whole token stream. */
    @Override
    public void clear() {
        // Lucene clears the attributes before each term.
    }

    @Override
    public void reflectWith(AttributeReflector reflector) {
        reflector.reflect(IndexSimilarity.ProvidedLength.class, "length", length);
    }

    @Override
    public void copyTo(AttributeImpl target) {
        ((RecordLength) target).set(length);
    }
}
