package org.offprint.search.lucene.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.FieldComparatorSource;
import org.apache.lucene.search.LeafFieldComparator;
import org.apache.lucene.search.Pruning;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/**
 * Compares texts that begin alike. They are kept compressed, so each is looked up only when it has to be compared with one
 * of another segment, and in a place that somebody asks for; within a segment their numbers are in their order. None comes
 * before all.
 *
 * <p>The value of a hit is a {@link SortedText}, null where it has none; that of a place is the text itself.
 */
final class SortedTextComparator extends FieldComparator<Object> implements LeafFieldComparator {

    private final String field;
    private final int[] ordinals;
    private final SortedDocValues[] sources;
    private final BytesRef[] looked;
    private SortedDocValues source;
    private int bottom = -1;
    private BytesRef top;
    /** Ordinals of the segment; null until first asked for. */
    private Limit ofBottom;

    private Limit ofTop;

    private SortedTextComparator(String field, int hits) {
        this.field = field;
        ordinals = new int[hits];
        sources = new SortedDocValues[hits];
        looked = new BytesRef[hits];
    }

    /** Returns the sort by this field. */
    static SortField field(String field, boolean descending) {
        FieldComparatorSource source = new FieldComparatorSource() {
            @Override
            public FieldComparator<?> newComparator(String name, int hits, Pruning pruning, boolean reversed) {
                return new SortedTextComparator(name, hits);
            }
        };
        return new SortField(field, source, descending);
    }

    /** The text of a hit, by its number in a segment. */
    record SortedText(SortedDocValues source, int ordinal) {

        /** Looks the text up; for the thread of the search alone. */
        BytesRef text() {
            try {
                return BytesRef.deepCopyOf(source.lookupOrd(ordinal));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The ordinal of a text in a segment.
     *
     * @param ordinal its number, or that of the last one before it
     */
    private record Limit(int ordinal, boolean isThere) {

        /** Compares this limit to an ordinal of the segment. */
        int compareTo(int other) {
            int compared = Integer.compare(ordinal, other);
            return isThere || compared != 0 ? compared : 1;
        }
    }

    private Limit limit(BytesRef text) throws IOException {
        if (text == null) {
            return new Limit(-1, true);
        }
        int found = source.lookupTerm(text);
        return found >= 0 ? new Limit(found, true) : new Limit(-found - 2, false);
    }

    private int ordinal(int doc) throws IOException {
        return source.advanceExact(doc) ? source.ordValue() : -1;
    }

    @Override
    public int compare(int one, int other) {
        return sources[one] == sources[other]
                ? Integer.compare(ordinals[one], ordinals[other])
                : compareTexts(text(one), text(other));
    }

    @Override
    public int compareValues(Object one, Object other) {
        return compareTexts(text(one), text(other));
    }

    /** Returns the text of a value of a hit or of a place; null for none. */
    static BytesRef text(Object value) {
        return value instanceof SortedText hit ? hit.text() : (BytesRef) value;
    }

    private static int compareTexts(BytesRef one, BytesRef other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        return one.compareTo(other);
    }

    @Override
    public void setTopValue(Object value) {
        top = text(value);
    }

    @Override
    public SortedText value(int slot) {
        return ordinals[slot] < 0 ? null : new SortedText(sources[slot], ordinals[slot]);
    }

    private BytesRef text(int slot) {
        if (looked[slot] == null && ordinals[slot] >= 0) {
            looked[slot] = value(slot).text();
        }
        return looked[slot];
    }

    @Override
    public LeafFieldComparator getLeafComparator(LeafReaderContext context) throws IOException {
        source = DocValues.getSorted(context.reader(), field);
        ofBottom = null;
        ofTop = null;
        return this;
    }

    @Override
    public void setBottom(int slot) {
        bottom = slot;
        ofBottom = null;
    }

    @Override
    public int compareBottom(int doc) throws IOException {
        if (ofBottom == null) {
            ofBottom = sources[bottom] == source ? new Limit(ordinals[bottom], true) : limit(text(bottom));
        }
        return ofBottom.compareTo(ordinal(doc));
    }

    @Override
    public int compareTop(int doc) throws IOException {
        if (ofTop == null) {
            ofTop = limit(top);
        }
        return ofTop.compareTo(ordinal(doc));
    }

    @Override
    public void copy(int slot, int doc) throws IOException {
        ordinals[slot] = ordinal(doc);
        sources[slot] = source;
        looked[slot] = null;
    }

    @Override
    public void setScorer(Scorable scorer) {
        // Nothing goes by the score.
    }
}
