package org.offprint.search.lucene;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSortSortedNumericDocValuesRangeQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.Kind;
import org.offprint.search.Order;

/** The order of one list, and the places in it as cursors hold them. */
final class Sorting {

    private static final String NONE = "-";

    private final Kind kind;
    private final Order order;
    private final boolean backwards;

    /** @param backwards from a place to the beginning */
    Sorting(Kind kind, Order order, boolean backwards) {
        this.kind = kind;
        this.order = order;
        this.backwards = backwards;
    }

    Sort sort() {
        List<SortField> fields = new ArrayList<>();
        boolean descending = isDescending();
        if (order == Order.RELEVANCE) {
            fields.add(new SortField(null, SortField.Type.SCORE, backwards));
            if (kind == Kind.ARTICLE) {
                fields.add(number(Fields.order(kind, Order.NEWEST), descending));
            }
        } else if (isNumber(kind, order)) {
            fields.add(number(Fields.order(kind, order), descending));
        } else {
            fields.add(new SortField(Fields.order(kind, order), SortField.Type.STRING, descending));
        }
        fields.add(new SortField(Fields.KEY, SortField.Type.STRING, descending));
        return new Sort(fields.toArray(new SortField[0]));
    }

    private static SortField number(String field, boolean descending) {
        SortField number = new SortField(field, SortField.Type.LONG, descending);
        // As the index itself is sorted, so that it sees that a list in its own order can stop early.
        number.setMissingValue(Long.MIN_VALUE);
        return number;
    }

    private boolean isDescending() {
        boolean usual =
                switch (order) {
                    case NEWEST, LAST_UPDATED, MOST_ARTICLES, RELEVANCE -> true;
                    case OLDEST, TITLE, NAME -> false;
                };
        return usual != backwards;
    }

    /** Whether this order goes by a number, or by a text. */
    static boolean isNumber(Kind kind, Order order) {
        return switch (order) {
            case NEWEST, OLDEST -> kind == Kind.ARTICLE;
            case LAST_UPDATED, MOST_ARTICLES -> true;
            case TITLE, NAME, RELEVANCE -> false;
        };
    }

    /** The values of a hit in the sort fields, as texts; the key last, as it is. */
    List<String> values(FieldDoc hit) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < hit.fields.length; i++) {
            Object value = hit.fields[i];
            if (value instanceof BytesRef bytes) {
                boolean isKey = i == hit.fields.length - 1;
                values.add(
                        isKey
                                ? bytes.utf8ToString()
                                : Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(java.util.Arrays.copyOfRange(
                                                bytes.bytes, bytes.offset, bytes.offset + bytes.length)));
            } else {
                values.add(value == null ? NONE : value.toString());
            }
        }
        return values;
    }

    /** The place with these values; records that have them themselves are not after it. */
    FieldDoc place(List<String> values) {
        SortField[] fields = sort().getSort();
        Object[] place = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            String value = values.get(i);
            place[i] = switch (fields[i].getType()) {
                case SCORE -> Float.valueOf(value);
                case LONG -> Long.valueOf(value);
                default ->
                    i == fields.length - 1
                            ? new BytesRef(value)
                            : value.equals(NONE)
                                    ? null
                                    : new BytesRef(Base64.getUrlDecoder().decode(value));
            };
        }
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, place);
    }

    /**
     * What lies after a place as far as the first sort field tells, where the index is sorted like the list: it does not
     * skip by itself then. Null elsewhere.
     */
    Query from(FieldDoc place) {
        if (order != Order.NEWEST || kind != Kind.ARTICLE || backwards) {
            return null;
        }
        String field = Fields.order(kind, order);
        long newest = (Long) place.fields[0];
        return new IndexSortSortedNumericDocValuesRangeQuery(
                field, Long.MIN_VALUE, newest, LongPoint.newRangeQuery(field, Long.MIN_VALUE, newest));
    }
}
