package org.offprint.search.lucene.mapping;

import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;

/**
 * The length of a record by which the frequencies of its words are judged: that of its fields without the text of the
 * article, so that an article whose text is here is found no worse than one that has an abstract alone.
 */
public final class RecordLength extends AttributeImpl implements IndexSimilarity.ToldLength {

    private int length;

    public void set(int sum) {
        length = sum;
    }

    @Override
    public int length() {
        return length;
    }

    /** Does nothing: the length is of the whole stream. */
    @Override
    public void clear() {
        // Attributes of single terms are cleared.
    }

    @Override
    public void reflectWith(AttributeReflector reflector) {
        reflector.reflect(IndexSimilarity.ToldLength.class, "length", length);
    }

    @Override
    public void copyTo(AttributeImpl target) {
        ((RecordLength) target).set(length);
    }
}
