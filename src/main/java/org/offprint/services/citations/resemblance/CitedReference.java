package org.offprint.services.citations.resemblance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Reference;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.references.tokens.NamedIdentifiers;
import org.offprint.references.tokens.PrintedWords;

/**
 * Reference in a published article.
 *
 * @param key key of the reference; generated if the reference has none
 * @param identifiers stated or printed identifiers, in the form of {@link NamedIdentifiers}
 */
public record CitedReference(UUID citing, String key, Reference reference, Set<String> identifiers) {

    /** References in a published document, parsed without the other members of the document. */
    private record ReferenceList(List<Reference> references) {}

    /** Returns the references in the document of a published article, keyed by reference key. */
    public static Map<String, CitedReference> of(UUID citing, byte[] document) {
        return of(citing, Json.orEmpty(Json.read(document, ReferenceList.class).references()));
    }

    /** Returns the references of an article, keyed by reference key. */
    public static Map<String, CitedReference> of(UUID citing, List<Reference> references) {
        Map<String, CitedReference> all = new LinkedHashMap<>();
        List<String> keys = Reference.keys(references);
        for (int i = 0; i < references.size(); i++) {
            all.putIfAbsent(keys.get(i), of(citing, keys.get(i), references.get(i)));
        }
        return all;
    }

    /** Creates a cited reference with the given key from a reference of an article. */
    public static CitedReference of(UUID citing, String key, Reference reference) {
        return new CitedReference(citing, key, reference, NamedIdentifiers.of(reference));
    }

    /**
     * Returns a hash of the reference's content. An editor's decision applies only to references with the same hash.
     */
    public String textHash() {
        return EntityTag.of(reference.content());
    }

    /** Returns whether the reference contains a DOI. */
    public boolean namesDoi() {
        return identifiers.stream().anyMatch(NamedIdentifiers::isDoi);
    }

    /** Returns the words of the reference, from the printed text and the bibliographic elements. */
    public PrintedWords words() {
        return PrintedWords.of(reference);
    }
}
