package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.StoredTextFields;
import org.offprint.search.opensearch.client.ClusterFields;

/**
 * Reads the fields of hits. Fields are read from doc-value columns, because OpenSearch decompresses stored fields
 * together with neighboring documents. Stored fields are requested separately, only for records with a long value.
 */
public final class StoredFields {

    private StoredFields() {}

    /** Returns the names of the two index fields for a stored text, one for long and one for short values. */
    public static List<String> forms(String field) {
        return List.of(field, FieldNames.quick(field));
    }

    /**
     * Adds a request for the given index fields to the body of a search. For a long value, a hit only reports that the
     * value exists.
     */
    static void ask(Collection<String> fields, Map<String, Object> body) {
        List<String> columns = new ArrayList<>(List.of(FieldNames.RECORD, ClusterFields.LONG));
        fields.stream()
                .filter(field -> !ClusterFields.isStored(field))
                .map(ClusterFields::name)
                .forEach(columns::add);
        body.put("docvalue_fields", columns);
        body.put("stored_fields", "_none_");
    }

    /** Returns the body of a search for the long values of the given fields, or null if no hit has a long value. */
    static Map<String, Object> askLong(Collection<String> fields, Collection<JsonNode> hits) {
        List<String> kept = fields.stream()
                .filter(ClusterFields::isSplitByLength)
                .map(ClusterFields::name)
                .toList();
        List<String> records = hits.stream()
                .filter(StoredFields::isLong)
                .map(StoredFields::record)
                .toList();
        if (kept.isEmpty() || records.isEmpty()) {
            return null;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Map.of("terms", Map.of(FieldNames.RECORD, records)));
        // A record that is changing from one index to the other has a document in each of them.
        body.put("size", 2 * records.size());
        body.put("docvalue_fields", List.of(FieldNames.RECORD));
        body.put("_source", kept);
        return body;
    }

    /** Returns whether a record has a value that is too long for a doc-value column. */
    static boolean isLong(JsonNode hit) {
        return hit.path("fields").has(ClusterFields.LONG);
    }

    /** Adds the long values found with {@link #askLong} to their hits. */
    static void addLong(Collection<JsonNode> hits, Collection<JsonNode> found) {
        Map<String, JsonNode> kept = new HashMap<>();
        found.forEach(each -> kept.put(record(each), each.path("_source")));
        for (JsonNode hit : hits) {
            JsonNode own = kept.get(record(hit));
            if (own != null) {
                ((ObjectNode) hit).set("_source", own);
            }
        }
    }

    /** Returns the kind and key of the record of a hit. */
    static String record(JsonNode hit) {
        return hit.path("fields").path(FieldNames.RECORD).path(0).asText();
    }

    /** Returns the values of a field in a hit. */
    public static List<String> values(JsonNode hit, String field) {
        List<String> values = new ArrayList<>();
        String name = ClusterFields.name(field);
        if (ClusterFields.isStored(field)) {
            JsonNode kept = hit.path("_source").path(name);
            if (kept.isArray()) {
                kept.forEach(value -> values.add(value.asText()));
            } else if (kept.isValueNode() && !kept.isNull()) {
                values.add(kept.asText());
            }
        } else {
            boolean isBinary = ClusterFields.isBinary(field);
            hit.path("fields")
                    .path(name)
                    .forEach(value ->
                            values.add(isBinary ? new String(decoded(value), StandardCharsets.UTF_8) : value.asText()));
        }
        return values;
    }

    /** Returns the first value of a field in a hit, or null if the field has no value. */
    public static String one(JsonNode hit, String field) {
        List<String> values = values(hit, field);
        return values.isEmpty() ? null : values.get(0);
    }

    /** Returns the number in a field of a hit, or null if the field has no value. */
    static Long number(JsonNode hit, String field) {
        JsonNode number = hit.path("fields").path(ClusterFields.name(field)).path(0);
        return number.isNumber() ? number.longValue() : null;
    }

    /**
     * Returns the bytes of a field, read from a doc-value column or a stored string. Returns null if the field has no
     * value.
     */
    static byte[] bytes(JsonNode hit, String field) {
        if (ClusterFields.isBinary(field)) {
            JsonNode value = hit.path("fields").path(ClusterFields.name(field)).path(0);
            return value.isMissingNode() ? null : decoded(value);
        }
        String text = one(hit, field);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decoded(JsonNode binary) {
        return Base64.getDecoder().decode(binary.asText());
    }

    /** Returns the texts of a field in a hit, short or long, in their stored order. */
    public static List<String> texts(JsonNode hit, String field) {
        String quick = one(hit, FieldNames.quick(field));
        return quick == null ? values(hit, field) : StoredTextFields.split(new BytesRef(quick));
    }

    /** Returns the label of a record, or null if it has no label. */
    public static String label(JsonNode hit) {
        List<String> labels = texts(hit, FieldNames.LABEL);
        return labels.isEmpty() ? null : labels.get(0);
    }
}
