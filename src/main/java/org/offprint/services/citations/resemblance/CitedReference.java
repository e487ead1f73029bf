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
 * Reference of a published article.
 *
 * @param key key of the reference, or a generated name if there is none
 * @param identifiers stated or printed identifiers, in the form of {@link NamedIdentifiers}
 */
public record CitedReference(UUID citing, String key, Reference reference, Set<String> identifiers) {

    /** References in a published document. All other members of the document are not parsed. */
    private record ReferenceList(List<Reference> references) {}

    /** Returns the references in the document of a published article, by reference key. */
    public static Map<String, CitedReference> of(UUID citing, byte[] document) {
        return of(citing, Json.orEmpty(Json.read(document, ReferenceList.class).references()));
    }

    /** Returns the references of an article, by reference key. */
    public static Map<String, CitedReference> of(UUID citing, List<Reference> references) {
        Map<String, CitedReference> all = new LinkedHashMap<>();
        List<String> keys = Reference.keys(references);
        for (int i = 0; i < references.size(); i++) {
            all.putIfAbsent(keys.get(i), of(citing, keys.get(i), references.get(i)));
        }
        return all;
    }

    /** Returns the given reference of an article as a cited reference with the given key. */
    public static CitedReference of(UUID citing, String key, Reference reference) {
        return new CitedReference(citing, key, reference, NamedIdentifiers.of(reference));
    }

    /**
     * Returns the hash of the reference's content. An editor's decision applies only to references with the same hash.
     */
    public String textHash() {
        return EntityTag.of(reference.content());
    }

    /** Returns whether the reference names a DOI. */
    public boolean namesDoi() {
        return identifiers.stream().anyMatch(NamedIdentifiers::isDoi);
    }

    /** Returns the words of the reference, from the printed text and the bibliographic elements. */
    public PrintedWords words() {
        return PrintedWords.of(reference);
    }
}
