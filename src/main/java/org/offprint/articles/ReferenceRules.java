package org.offprint.articles;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.offprint.articles.body.Reference;
import org.offprint.http.json.RecordReader;

/** The rules of references: each says something, and their keys are their own. */
final class ReferenceRules {

    private ReferenceRules() {}

    static void check(List<Reference> references, RecordReader reader) {
        Set<String> keys = new LinkedHashSet<>();
        for (int i = 0; i < references.size(); i++) {
            Reference reference = references.get(i);
            if (reference == null) {
                continue;
            }
            boolean says = reference.text() != null
                    || reference.title() != null
                    || reference.containerTitle() != null
                    || reference.doi() != null
                    || reference.url() != null
                    || reference.pmid() != null;
            if (!says) {
                reader.add(
                        "/references/" + i,
                        "required",
                        "A reference needs its text as printed, a title, a container title or an identifier.");
            }
            if (reference.key() != null && !keys.add(reference.key())) {
                reader.add("/references/" + i + "/key", "duplicate", "Another reference has this key already.");
            }
        }
    }
}
