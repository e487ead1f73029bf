package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.Mapping;
import org.offprint.search.lucene.mapping.StoredTextFields;
import org.offprint.search.opensearch.query.ClusterFields;

/**
 * Reads fields of a document that was found. Those that are kept by columns come from there: what is kept by documents a
 * cluster unpacks, with the documents beside it.
 */
public final class StoredFields {

    private StoredFields() {}

    /** Returns the names of both forms of a stored text. */
    public static List<String> forms(String field) {
        return List.of(field, FieldNames.quick(field));
    }

    /** Asks for these fields, as the index names them, in the body of a search. */
    public static void ask(Collection<String> fields, Map<String, Object> body) {
        List<String> kept = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        fields.forEach(field -> (isKept(field) ? kept : columns).add(ClusterFields.name(field)));
        body.put("_source", kept.isEmpty() ? (Object) false : kept);
        if (!columns.isEmpty()) {
            body.put("docvalue_fields", columns);
        }
    }

    private static boolean isKept(String field) {
        return "stored".equals(Mapping.present().form(field));
    }

    /** Returns the values of a field of a hit. */
    public static List<String> values(JsonNode hit, String field) {
        List<String> values = new ArrayList<>();
        String name = ClusterFields.name(field);
        if (isKept(field)) {
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
                    .forEach(value -> values.add(
                            isBinary
                                    ? new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8)
                                    : value.asText()));
        }
        return values;
    }

    /** Returns the first value of a field; null where there is none. */
    public static String one(JsonNode hit, String field) {
        List<String> values = values(hit, field);
        return values.isEmpty() ? null : values.get(0);
    }

    /** Returns the number in a field; null where there is none. */
    static Long number(JsonNode hit, String field) {
        JsonNode number = hit.path("fields").path(ClusterFields.name(field)).path(0);
        return number.isNumber() ? number.longValue() : null;
    }

    static byte[] bytes(JsonNode hit, String field) {
        String text = one(hit, field);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the texts of a field in either form, in their order. */
    public static List<String> texts(JsonNode hit, String field) {
        String quick = one(hit, FieldNames.quick(field));
        return quick == null ? values(hit, field) : StoredTextFields.split(new BytesRef(quick));
    }

    /** Returns the label of a record; null where it has none. */
    public static String label(JsonNode hit) {
        List<String> labels = texts(hit, FieldNames.LABEL);
        return labels.isEmpty() ? null : labels.get(0);
    }
}
