package org.offprint.journal.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.kernel.json.ReadOnlyMembers;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.rules.ReferencedRecords;

/**
 * Reads an article sent by a client. Validates its structure, identifiers and texts, and checks that the referenced
 * records exist. Reports all errors together.
 */
@ApplicationScoped
public class ArticleReader {

    private static final ReadOnlyMembers READ_ONLY = new ReadOnlyMembers(
            Map.ofEntries(
                    Map.entry("id", "The id of a record never changes."),
                    Map.entry("status", "To change the status, use PUT …/publication, …/withdrawal or …/retraction."),
                    Map.entry("version", "PUT …/publication creates the next version."),
                    Map.entry("hasUnpublishedChanges", "To publish the changes, use PUT …/publication."),
                    Map.entry("scheduledAt", "To schedule the publication, use PUT …/publication with `at`."),
                    Map.entry("scheduleProblem", "To remove the problem, fix its cause and save the article."),
                    Map.entry(
                            "confirmedOrcids",
                            "Contributors confirm their ORCID iDs with links from POST …/confirmations."),
                    Map.entry(
                            "retractedReferences",
                            "The list of retracted references is updated when a cited article is retracted."),
                    Map.entry(
                            "retraction",
                            "To retract the article, use PUT …/retraction. To lift the retraction, use DELETE"
                                    + " …/retraction."),
                    Map.entry(
                            "withdrawal",
                            "To withdraw the article, use PUT …/withdrawal. To reinstate the article, use DELETE"
                                    + " …/withdrawal."),
                    Map.entry("createdAt", "The service sets the time of creation."),
                    Map.entry("updatedAt", "The service sets the time of the last change."),
                    Map.entry("publishedAt", "The first PUT …/publication sets the time of publication."),
                    Map.entry("links", "The links are derived from the record.")),
            Set.of("affiliations"));

    private final ArticleRules rules;
    private final KnownRecords records;

    ArticleReader(ArticleRules rules, KnownRecords records) {
        this.rules = rules;
        this.records = records;
    }

    /** Reads a new article from a request body. Throws a 422 problem with all errors if the body is invalid. */
    public ArticleInput readNew(JsonNode body) {
        return readNew(body, records);
    }

    /** Reads a new article. The records that it may reference were looked up in advance. */
    public ArticleInput readNew(JsonNode body, ReferencedRecords records) {
        return read(body, null, null, records);
    }

    /**
     * Reads a complete replacement of an existing article from a request body. Throws a 422 problem with all errors if
     * the body is invalid.
     *
     * @param present the current article in the editors' view
     * @param article the article as stored
     */
    public ArticleInput read(JsonNode body, JsonNode present, Article article) {
        return read(body, present, article, records);
    }

    private ArticleInput read(JsonNode body, JsonNode present, Article article, ReferencedRecords records) {
        RecordReader reader = new RecordReader();
        READ_ONLY.removeFrom(body, present, reader);
        ArticleInput input = reader.read(body, ArticleInput.class);
        if (input != null) {
            input = rules.complete(input, present, article, records, reader);
        }
        reader.check("The article");
        return input;
    }

    /**
     * Applies a patch to the editors' view of an article and reads the result. If the patch changes a plain title or
     * abstract, the markup of this text is removed. If the patch changes only the markup, the plain text is derived
     * again.
     */
    public ArticleInput readPatched(JsonNode patch, boolean isMergePatch, JsonNode present, Article article) {
        return readPatched(patch, isMergePatch, present, article, records);
    }

    /** Reads a patched article. The records that it may reference were looked up in advance. */
    public ArticleInput readPatched(
            JsonNode patch, boolean isMergePatch, JsonNode present, Article article, ReferencedRecords records) {
        JsonNode patched = JsonPatches.applyToRecord(present, patch, isMergePatch);
        dropStale(patched, present);
        patched.path("translations")
                .properties()
                .forEach(entry ->
                        dropStale(entry.getValue(), present.path("translations").path(entry.getKey())));
        return read(patched, present, article, records);
    }

    private static void dropStale(JsonNode patched, JsonNode present) {
        for (String text : Set.of("title", "abstract")) {
            String markup = text + "Html";
            boolean textChanged = !patched.path(text).equals(present.path(text));
            boolean markupChanged = !patched.path(markup).equals(present.path(markup));
            if (patched instanceof ObjectNode object && textChanged != markupChanged) {
                // If the patch removes only the markup, the plain text remains.
                if (textChanged) {
                    object.remove(markup);
                } else if (object.hasNonNull(markup)) {
                    object.remove(text);
                }
            }
        }
    }

    /** Returns whether two articles have identical content, including the notation of their identifiers. */
    public static boolean sameBody(ArticleBody one, ArticleBody other) {
        return Arrays.equals(Json.write(one), Json.write(other));
    }
}
