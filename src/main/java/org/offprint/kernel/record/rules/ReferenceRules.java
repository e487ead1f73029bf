package org.offprint.kernel.record.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.Reference;

/** Validates references. Each reference must have content, and keys must be unique. */
public final class ReferenceRules {

    private ReferenceRules() {}

    public static void check(List<Reference> references, RecordReader reader) {
        Set<String> keys = new LinkedHashSet<>();
        for (int i = 0; i < references.size(); i++) {
            Reference reference = references.get(i);
            if (reference == null) {
                continue;
            }
            if (!reference.isIdentifiable()) {
                reader.add(
                        "/references/" + i,
                        "required",
                        "A reference requires a printed text, a title, a container title, a conference or an"
                                + " identifier.");
            }
            if (reference.key() != null && !keys.add(reference.key())) {
                reader.add(
                        "/references/" + i + "/key",
                        "duplicate",
                        "The key must be unique, but another reference already has it.");
            }
        }
    }
}
