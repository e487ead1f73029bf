package org.offprint.search.lucene.mapping;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;

/**
 * Writes texts of records in two forms. Almost all texts are short and are written to a field that is read without
 * decompressing neighboring texts. Long texts are written to stored fields.
 */
public final class StoredTextFields {

    /** Separator between the texts of one field, which occurs in no text. */
    private static final String BETWEEN = "\0";

    private StoredTextFields() {}

    /** Adds the texts of one field to a Lucene document. */
    public static void add(String field, List<String> texts, Document document) {
        BytesRef joined = new BytesRef(String.join(BETWEEN, texts).getBytes(StandardCharsets.UTF_8));
        if (joined.length <= FieldNames.MAX_ITEM_LENGTH) {
            document.add(new BinaryDocValuesField(FieldNames.quick(field), joined));
        } else {
            texts.forEach(text -> document.add(new StoredField(field, text)));
        }
    }

    /**
     * Converts a field for short texts to stored fields, for an index that contains only stored fields. Returns an
     * empty list for any other field.
     */
    static List<StoredField> ofQuick(IndexableField field) {
        String stored = FieldNames.ofQuick(field.name());
        return stored == null
                ? List.of()
                : split(field.binaryValue()).stream()
                        .map(text -> new StoredField(stored, text))
                        .toList();
    }

    /** Splits the value of a field for short texts into the original texts. */
    public static List<String> split(BytesRef joined) {
        return List.of(joined.utf8ToString().split(BETWEEN, -1));
    }
}
