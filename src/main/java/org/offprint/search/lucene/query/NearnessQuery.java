package org.offprint.search.lucene.query;

import java.util.Objects;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/** Query for all records with a numeric value, scored by the distance of the value from an origin. */
public final class NearnessQuery extends Query {

    private final String field;
    private final float weight;
    private final long origin;
    private final long half;

    /**
     * Creates a query that scores records by their distance from an origin.
     *
     * @param weight score of a record at the origin
     * @param half distance at which the score is half of {@code weight}
     */
    NearnessQuery(String field, float weight, long origin, long half) {
        this.field = field;
        this.weight = weight;
        this.origin = origin;
        this.half = half;
    }

    public String field() {
        return field;
    }

    public float weight() {
        return weight;
    }

    public long origin() {
        return origin;
    }

    public long half() {
        return half;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) {
        return LongPoint.newDistanceFeatureQuery(field, weight, origin, half);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(field)) {
            visitor.visitLeaf(this);
        }
    }

    @Override
    public String toString(String of) {
        return field + " near " + origin + "^" + weight;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NearnessQuery same
                && field.equals(same.field)
                && weight == same.weight
                && origin == same.origin
                && half == same.half;
    }

    @Override
    public int hashCode() {
        return Objects.hash(NearnessQuery.class, field, weight, origin, half);
    }
}
