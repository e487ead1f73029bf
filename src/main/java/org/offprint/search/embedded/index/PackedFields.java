package org.offprint.search.embedded.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.embedded.reader.PackedValues;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.Mapping;

/**
 * Compresses document fields before they are written to an index. The Lucene commit lists the compressed fields.
 * Versions of the program without support for compressed fields therefore do not use the index.
 */
public final class PackedFields {

    private static final String PACKED = "fields.packed";
    private static final String BINARY = "fields.binary";

    private PackedFields() {}

    /** Returns a copy of a Lucene document in which large values are compressed. */
    static Document packed(Document document) {
        Document packed = new Document();
        IndexableField item = document.getField(FieldNames.ITEM);
        for (IndexableField field : document) {
            if (PackedValues.FIELDS.contains(field.name())) {
                BytesRef known = field == item || item == null ? null : item.binaryValue();
                packed.add(new BinaryDocValuesField(field.name(), PackedValues.packed(field.binaryValue(), known)));
            } else {
                packed.add(field);
            }
        }
        return packed;
    }

    /** Returns the list of index fields as user data of a Lucene commit. */
    static Map<String, String> toCommit(Mapping mapping) {
        Map<String, String> data = mapping.toCommit();
        TreeSet<String> binary = new TreeSet<>(Arrays.asList(data.remove(BINARY).split(" ")));
        TreeSet<String> packed = new TreeSet<>(binary);
        packed.retainAll(PackedValues.FIELDS);
        binary.removeAll(packed);
        put(BINARY, binary, data);
        put(PACKED, packed, data);
        return data;
    }

    private static void put(String form, TreeSet<String> fields, Map<String, String> data) {
        if (!fields.isEmpty()) {
            data.put(form, String.join(" ", fields));
        }
    }

    /**
     * Reads the field mapping from the user data of a Lucene commit. Returns null if the index is incomplete or the
     * commit does not list the fields.
     */
    public static Mapping ofCommit(Map<String, String> data) {
        Map<String, String> all = new HashMap<>(data);
        String packed = all.remove(PACKED);
        if (packed != null) {
            all.merge(BINARY, packed, (binary, more) -> binary + " " + more);
        }
        return Mapping.ofCommit(all);
    }
}
