package org.offprint.search.opensearch.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/** Writes Lucene sorts in the OpenSearch format, and converts positions in a sorted list. */
public final class SortJson {

    private SortJson() {}

    /**
     * Returns a Lucene sort in the OpenSearch format. Lucene and the cluster have the same field names and sort orders.
     */
    public static List<Object> of(Sort sort) {
        List<Object> fields = new ArrayList<>();
        for (SortField field : sort.getSort()) {
            fields.add(field(field));
        }
        return fields;
    }

    private static Map<String, Object> field(SortField field) {
        if (field.getType() == SortField.Type.SCORE) {
            // Lucene sorts the best scores first, unless the sort is reversed.
            return Map.of("_score", Map.of("order", field.getReverse() ? "asc" : "desc"));
        }
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("order", field.getReverse() ? "desc" : "asc");
        if (field.getType() == SortField.Type.LONG) {
            said.put("missing", field.getMissingValue());
        } else {
            // A missing value precedes all values.
            said.put("missing", field.getReverse() ? "_last" : "_first");
        }
        return Map.of(ClusterFields.name(field.getField()), said);
    }

    /** Returns the sort values of a list position in the format of {@code search_after}. */
    public static List<Object> after(Sort sort, FieldDoc place) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < place.fields.length; i++) {
            Object value = place.fields[i];
            values.add(
                    value instanceof BytesRef bytes ? ClusterFields.term(sort.getSort()[i].getField(), bytes) : value);
        }
        return values;
    }

    /** Parses the sort values of a hit. */
    public static FieldDoc read(Sort sort, JsonNode values) {
        Object[] fields = new Object[sort.getSort().length];
        for (int i = 0; i < fields.length; i++) {
            SortField field = sort.getSort()[i];
            JsonNode value = values.path(i);
            fields[i] = switch (field.getType()) {
                case SCORE -> Float.valueOf(value.asText());
                case LONG -> value.longValue();
                default ->
                    value.isNull()
                            ? null
                            : ClusterFields.isOfBytes(field.getField())
                                    ? ClusterFields.bytes(value.asText())
                                    : new BytesRef(value.asText());
            };
        }
        return new FieldDoc(0, Float.NaN, fields);
    }
}
