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
 * Compares the sort texts of hits. Within a segment, only the ordinals of the sort texts are compared, because they
 * sort like the texts. Sort texts are compressed, so they are looked up only for comparisons with another segment or
 * with the position of a cursor. A missing sort text precedes all sort texts.
 *
 * <p>The value of a hit is a {@link SortedText}, or null if the hit has no sort text. The value of a cursor position is
 * the sort text itself.
 */
final class SortedTextComparator extends FieldComparator<Object> implements LeafFieldComparator {

    private final String field;
    private final int[] ordinals;
    private final SortedDocValues[] sources;
    private final BytesRef[] looked;
    private SortedDocValues source;
    private int bottom = -1;
    private BytesRef top;
    /** Positions of the bottom and top sort texts in the current segment; null until first requested. */
    private TextPosition ofBottom;

    private TextPosition ofTop;

    private SortedTextComparator(String field, int hits) {
        this.field = field;
        ordinals = new int[hits];
        sources = new SortedDocValues[hits];
        looked = new BytesRef[hits];
    }

    /** Returns a sort field that compares sort texts. */
    static SortField field(String field, boolean descending) {
        FieldComparatorSource source = new FieldComparatorSource() {
            @Override
            public FieldComparator<?> newComparator(String name, int hits, Pruning pruning, boolean reversed) {
                return new SortedTextComparator(name, hits);
            }
        };
        return new SortField(field, source, descending);
    }

    /** Sort text of a hit, identified by its ordinal in a segment. */
    record SortedText(SortedDocValues source, int ordinal) {

        /** Looks up the sort text. Must be called by the thread that runs the search. */
        BytesRef text() {
            try {
                return BytesRef.deepCopyOf(source.lookupOrd(ordinal));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Position of a sort text among the ordinals of a segment.
     *
     * @param ordinal ordinal of the sort text, or of the closest preceding text in the segment
     * @param isThere whether the segment contains the sort text
     */
    private record TextPosition(int ordinal, boolean isThere) {

        /** Compares this position with an ordinal of the same segment. */
        int compareTo(int other) {
            int compared = Integer.compare(ordinal, other);
            return isThere || compared != 0 ? compared : 1;
        }
    }

    private TextPosition limit(BytesRef text) throws IOException {
        if (text == null) {
            return new TextPosition(-1, true);
        }
        int found = source.lookupTerm(text);
        return found >= 0 ? new TextPosition(found, true) : new TextPosition(-found - 2, false);
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

    /** Returns the sort text for the value of a hit or of a cursor position, or null if there is no sort text. */
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
            ofBottom = sources[bottom] == source ? new TextPosition(ordinals[bottom], true) : limit(text(bottom));
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
        // The score is not used for sorting by text.
    }
}
