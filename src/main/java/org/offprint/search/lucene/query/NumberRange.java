package org.offprint.search.lucene.query;

import java.util.Objects;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/** Query for the records with a numeric value between two limits, inclusive. */
public final class NumberRange extends Query {

    private final String field;
    private final long first;
    private final long last;
    private final boolean hasPoints;

    private NumberRange(String field, long first, long last, boolean hasPoints) {
        this.field = field;
        this.first = first;
        this.last = last;
        this.hasPoints = hasPoints;
    }

    /** Returns the range query for a field with indexed numbers. */
    static NumberRange ofPoints(String field, long first, long last) {
        return new NumberRange(field, first, last, true);
    }

    /** Returns the range query for a field with doc values only. */
    static NumberRange ofValues(String field, long first, long last) {
        return new NumberRange(field, first, last, false);
    }

    public String field() {
        return field;
    }

    public long first() {
        return first;
    }

    public long last() {
        return last;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) {
        Query values = NumericDocValuesField.newSlowRangeQuery(field, first, last);
        return hasPoints ? new IndexOrDocValuesQuery(LongPoint.newRangeQuery(field, first, last), values) : values;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(field)) {
            visitor.visitLeaf(this);
        }
    }

    @Override
    public String toString(String of) {
        return field + ":[" + first + " TO " + last + "]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberRange same
                && field.equals(same.field)
                && first == same.first
                && last == same.last
                && hasPoints == same.hasPoints;
    }

    @Override
    public int hashCode() {
        return Objects.hash(NumberRange.class, field, first, last, hasPoints);
    }
}
