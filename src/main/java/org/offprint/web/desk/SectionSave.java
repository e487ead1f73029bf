package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.web.desk.FormLayout.Field;

/**
 * Saves the fields that an editor has changed in a form, and merges them with changes that other editors have saved in the
 * meantime. A field that another editor has changed, too, is saved only if the editor has seen that change. A field with an
 * error does not prevent the other fields from being saved.
 */
@ApplicationScoped
class SectionSave {

    private static final int MAX_TRIES = 4;

    /** Prefix of the form field with the hash of the other editor's value that the editor has seen. */
    private static final String SEEN = "seen:";

    /** Prefix of the form field that is {@code theirs} if the editor accepts the other editor's value. */
    private static final String CHOICE = "choice:";

    private final DeskCalls calls;

    SectionSave(DeskCalls calls) {
        this.calls = calls;
    }

    /**
     * Operations of the API that read and change the record of a form.
     *
     * @param read returns the current record with its revision
     * @param patch applies a JSON Patch to the record with the given revision, and returns the changed record
     */
    record StoredRecord(Supplier<JsonNode> read, BiFunction<Integer, JsonNode, JsonNode> patch) {}

    /**
     * Outcome of a save.
     *
     * @param article stored working copy, or another stored record
     * @param findings errors of the fields that were not saved
     * @param refused JSON Pointers of the fields that were not saved because of an error
     * @param conflicts JSON Pointers of the fields that were not saved because another editor has changed them, too
     * @param isChanged whether any field was saved
     */
    record Outcome(
            JsonNode article, List<Finding> findings, Set<String> refused, List<String> conflicts, boolean isChanged) {

        /** Returns whether all changes were saved. */
        boolean isComplete() {
            return findings.isEmpty() && conflicts.isEmpty();
        }
    }

    /** Returns the hash of a value, which identifies the value that an editor has seen. */
    static String hash(JsonNode value) {
        return DigestUtils.sha256Hex(Json.write(value));
    }

    /**
     * Saves the changed fields of an article.
     *
     * @param base values that the form showed
     * @param mine values of the submitted form
     * @param sent submitted form, with the editor's choices
     */
    Outcome save(
            String id,
            List<Field> fields,
            Map<String, JsonNode> base,
            Map<String, JsonNode> mine,
            Map<String, String> sent) {
        return save(
                new StoredRecord(
                        () -> calls.article(id), (revision, operations) -> calls.patch(id, revision, operations)),
                fields,
                base,
                mine,
                sent);
    }

    /** Saves the changed fields of a record, like {@link #save(String, List, Map, Map, Map)}. */
    static Outcome save(
            StoredRecord record,
            List<Field> fields,
            Map<String, JsonNode> base,
            Map<String, JsonNode> mine,
            Map<String, String> sent) {
        List<Finding> findings = new ArrayList<>(repeatedLanguages(fields, mine));
        Set<String> refused = new HashSet<>(fieldsWith(findings, fields));
        JsonNode article = record.read().get();
        for (int tries = 1; ; tries++) {
            List<String> conflicts = new ArrayList<>();
            Map<String, JsonNode> changes = new LinkedHashMap<>();
            Map<String, JsonNode> stored = ArticleForm.values(fields, article);
            for (Field field : fields) {
                if (!refused.contains(field.pointer()) && isChanged(field, base, mine, stored, sent)) {
                    if (mayReplace(field, base, stored, sent)) {
                        changes.put(field.pointer(), mine.get(field.pointer()));
                    } else {
                        conflicts.add(field.pointer());
                    }
                }
            }
            JsonNode operations = JsonPatches.difference(article, ArticleForm.with(article, fields, changes));
            if (operations.isEmpty()) {
                return new Outcome(article, findings, refused, conflicts, false);
            }
            try {
                JsonNode saved = record.patch().apply(article.path("revision").asInt(), operations);
                return new Outcome(saved, findings, refused, conflicts, true);
            } catch (ProblemException e) {
                boolean isStale = e.problem().status() == 412;
                List<Finding> errors = e.problem().errors();
                boolean isExplained = errors != null && !errors.isEmpty();
                if (tries > MAX_TRIES || !isStale && !isExplained) {
                    throw e;
                }
                if (!isStale) {
                    findings.addAll(errors);
                    Set<String> wrong = fieldsWith(errors, fields);
                    wrong.retainAll(changes.keySet());
                    refused.addAll(wrong.isEmpty() ? changes.keySet() : wrong);
                }
                article = record.read().get();
            }
        }
    }

    /** Returns whether the editor has changed a field and has not chosen the value of the other editor. */
    private static boolean isChanged(
            Field field,
            Map<String, JsonNode> base,
            Map<String, JsonNode> mine,
            Map<String, JsonNode> stored,
            Map<String, String> sent) {
        JsonNode own = mine.get(field.pointer());
        return !ArticleForm.same(field, own, base.get(field.pointer()))
                && !ArticleForm.same(field, own, stored.get(field.pointer()))
                && !"theirs".equals(sent.get(CHOICE + field.pointer()));
    }

    /** Returns whether no other editor has changed a field since the form was opened, or the editor has seen the change. */
    private static boolean mayReplace(
            Field field, Map<String, JsonNode> base, Map<String, JsonNode> stored, Map<String, String> sent) {
        JsonNode present = stored.get(field.pointer());
        return ArticleForm.same(field, present, base.get(field.pointer()))
                || hash(present).equals(sent.get(SEEN + field.pointer()));
    }

    private static Set<String> fieldsWith(List<Finding> findings, List<Field> fields) {
        Set<String> pointers = new HashSet<>();
        for (Field field : fields) {
            findings.stream()
                    .filter(finding -> finding.pointer() != null && FormLayout.covers(field, finding.pointer()))
                    .forEach(finding -> pointers.add(field.pointer()));
        }
        return pointers;
    }

    /** Returns errors for rows of a map without a language, or with the language of an earlier row. */
    private static List<Finding> repeatedLanguages(List<Field> fields, Map<String, JsonNode> values) {
        List<Finding> findings = new ArrayList<>();
        for (Field field : fields) {
            Set<String> languages = new HashSet<>();
            for (JsonNode row : field.isMap() ? values.get(field.pointer()) : NullNode.instance) {
                String language = row.path("language").asText("");
                if (language.isEmpty() || !languages.add(language)) {
                    findings.add(Finding.at(
                            field.pointer() + "/" + language,
                            "language",
                            "Each translation requires a language of its own, for example fr."));
                }
            }
        }
        return findings;
    }
}
