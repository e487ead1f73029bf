package org.offprint.search.lucene.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSortSortedNumericDocValuesRangeQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.lucene.mapping.CollationKeys;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.query.SortedTextComparator.SortedText;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/** Lucene sort of a list. Converts between positions in the list and the sort values in cursors. */
public final class ListSort {

    private static final String NONE = "-";

    private final RecordKind kind;
    private final SortOrder order;
    private final boolean backwards;
    private final boolean byBeginning;

    /**
     * Creates the Lucene sort of a list.
     *
     * @param backwards whether to read from a position towards the beginning of the list
     * @param has whether the index has a field
     */
    public ListSort(RecordKind kind, SortOrder order, boolean backwards, Predicate<String> has) {
        this.kind = kind;
        this.order = order;
        this.backwards = backwards;
        boolean isText = order != SortOrder.RELEVANCE && !FieldNames.isNumber(kind, order);
        // An index built by an earlier version contains the sort texts, but not their first bytes as numbers.
        byBeginning = isText && has.test(FieldNames.beginning(kind, order));
    }

    /** Returns the Lucene sort of the list. The index must have all sort fields. */
    public Sort sort() {
        List<SortField> fields = new ArrayList<>();
        boolean descending = isDescending();
        if (order == SortOrder.RELEVANCE) {
            fields.add(new SortField(null, SortField.Type.SCORE, backwards));
            if (kind == RecordKind.ARTICLE) {
                fields.add(number(FieldNames.order(kind, SortOrder.NEWEST), descending));
            }
        } else if (FieldNames.isNumber(kind, order)) {
            fields.add(number(FieldNames.order(kind, order), descending));
        } else {
            if (byBeginning) {
                fields.add(number(FieldNames.beginning(kind, order), descending));
            }
            fields.add(SortedTextComparator.field(FieldNames.order(kind, order), descending));
        }
        if (FieldNames.hasUuids(kind)) {
            fields.add(FieldNames.keyHalf(FieldNames.KEY_HIGH, descending));
            fields.add(FieldNames.keyHalf(FieldNames.KEY_LOW, descending));
        } else {
            fields.add(new SortField(FieldNames.KEY, SortField.Type.STRING, descending));
        }
        return new Sort(fields.toArray(new SortField[0]));
    }

    private static SortField number(String field, boolean descending) {
        SortField number = new SortField(field, SortField.Type.LONG, descending);
        // Missing values have the same default as in the index sort. Lucene can therefore stop a search early if the
        // list has the order of the index.
        number.setMissingValue(Long.MIN_VALUE);
        return number;
    }

    private boolean isDescending() {
        return order.isDescending() != backwards;
    }

    /** Returns the sort values of a hit as strings. The last sort value is the key of the record. */
    public List<String> values(FieldDoc hit) {
        List<String> values = new ArrayList<>();
        int ordering = hit.fields.length - (FieldNames.hasUuids(kind) ? 2 : 1);
        for (int i = byBeginning ? 1 : 0; i < ordering; i++) {
            Object value = hit.fields[i];
            if (value instanceof SortedText || value instanceof BytesRef) {
                BytesRef bytes = SortedTextComparator.text(value);
                byte[] copy = Arrays.copyOfRange(bytes.bytes, bytes.offset, bytes.offset + bytes.length);
                values.add(Base64.getUrlEncoder().withoutPadding().encodeToString(copy));
            } else {
                values.add(value == null ? NONE : value.toString());
            }
        }
        values.add(key(hit));
        return values;
    }

    /** Returns the record key of a hit, which is stored in its last sort fields. */
    public String key(FieldDoc hit) {
        int last = hit.fields.length - 1;
        return FieldNames.hasUuids(kind)
                ? new UUID(FieldNames.inOrder((Long) hit.fields[last - 1]), FieldNames.inOrder((Long) hit.fields[last]))
                        .toString()
                : ((BytesRef) hit.fields[last]).utf8ToString();
    }

    /**
     * Returns the list position with the given sort values. The list continues with the first record after these sort
     * values.
     */
    public FieldDoc position(List<String> values) {
        SortField[] fields = sort().getSort();
        Object[] place = new Object[fields.length];
        int at = byBeginning ? 1 : 0;
        for (String value : values.subList(0, values.size() - 1)) {
            place[at] = switch (fields[at].getType()) {
                case SCORE -> Float.valueOf(value);
                case LONG -> Long.valueOf(value);
                default ->
                    value.equals(NONE)
                            ? null
                            : new BytesRef(Base64.getUrlDecoder().decode(value));
            };
            at++;
        }
        if (byBeginning) {
            place[0] = place[1] instanceof BytesRef text ? CollationKeys.beginning(text) : Long.MIN_VALUE;
        }
        String key = values.get(values.size() - 1);
        if (FieldNames.hasUuids(kind)) {
            UUID id = UUID.fromString(key);
            place[at] = FieldNames.inOrder(id.getMostSignificantBits());
            place[at + 1] = FieldNames.inOrder(id.getLeastSignificantBits());
        } else {
            place[at] = new BytesRef(key);
        }
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, place);
    }

    /**
     * Returns a range query on the first sort field for the records after a list position, if the list is sorted like
     * the index. Without this query, Lucene would read the list from the beginning. Returns null for all other sort
     * orders.
     */
    public Query from(FieldDoc place) {
        if (order != SortOrder.NEWEST || kind != RecordKind.ARTICLE || backwards) {
            return null;
        }
        String field = FieldNames.order(kind, order);
        long newest = (Long) place.fields[0];
        return new IndexSortSortedNumericDocValuesRangeQuery(
                field, Long.MIN_VALUE, newest, LongPoint.newRangeQuery(field, Long.MIN_VALUE, newest));
    }
}
