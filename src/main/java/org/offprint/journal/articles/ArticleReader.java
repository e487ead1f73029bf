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
import org.offprint.kernel.record.rules.HeldRecords;

/**
 * Reads an article that a client sends: its shape, its identifiers, its texts, and that what it refers to is held here.
 * All that is wrong is told at once.
 */
@ApplicationScoped
public class ArticleReader {

    private static final ReadOnlyMembers READ_ONLY = new ReadOnlyMembers(
            Map.ofEntries(
                    Map.entry("id", "An id never changes."),
                    Map.entry("status", "PUT …/publication, …/withdrawal and …/retraction change it."),
                    Map.entry("version", "PUT …/publication makes the next version."),
                    Map.entry("hasUnpublishedChanges", "PUT …/publication publishes them."),
                    Map.entry("scheduledAt", "PUT …/publication with a time in at sets it."),
                    Map.entry("scheduleProblem", "It goes when the article is saved without the problem."),
                    Map.entry("confirmedOrcids", "POST …/confirmations makes a link by which a contributor confirms."),
                    Map.entry("retraction", "PUT …/retraction sets it, DELETE …/retraction lifts it."),
                    Map.entry("withdrawal", "PUT …/withdrawal sets it, DELETE …/withdrawal reinstates the article."),
                    Map.entry("createdAt", "It is when the article was created."),
                    Map.entry("updatedAt", "It is when the article was last changed."),
                    Map.entry("publishedAt", "PUT …/publication sets it once."),
                    Map.entry("links", "They follow from the rest.")),
            Set.of("affiliations"));

    private final ArticleRules rules;
    private final ArticleRepository articles;

    ArticleReader(ArticleRules rules, ArticleRepository articles) {
        this.rules = rules;
        this.articles = articles;
    }

    /** A new article; 422 with everything that is wrong with it. */
    public ArticleInput readNew(JsonNode body) {
        return readNew(body, articles);
    }

    /** Reads the article with the records that it may refer to looked up beforehand. */
    public ArticleInput readNew(JsonNode body, HeldRecords records) {
        return read(body, null, null, records);
    }

    /**
     * The whole of an article that exists; 422 with everything that is wrong with it.
     *
     * @param present as its editors read it now
     * @param article as it is stored now
     */
    public ArticleInput read(JsonNode body, JsonNode present, Article article) {
        return read(body, present, article, articles);
    }

    private ArticleInput read(JsonNode body, JsonNode present, Article article, HeldRecords records) {
        RecordReader reader = new RecordReader();
        READ_ONLY.takeOut(body, present, reader);
        ArticleInput input = reader.read(body, ArticleInput.class);
        if (input != null) {
            input = rules.complete(input, present, article, records, reader);
        }
        reader.check("The article");
        return input;
    }

    /**
     * An article with a patch applied to what its editors read now. A patch that changes a plain text drops the markup
     * that it was derived from; one that changes the markup alone lets the text be derived anew.
     */
    public ArticleInput readPatched(JsonNode patch, boolean isMergePatch, JsonNode present, Article article) {
        return readPatched(patch, isMergePatch, present, article, articles);
    }

    /** Reads the article with the records that it may refer to looked up beforehand. */
    public ArticleInput readPatched(
            JsonNode patch, boolean isMergePatch, JsonNode present, Article article, HeldRecords records) {
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
                // Markup that is taken away leaves the text that it was read as.
                if (textChanged) {
                    object.remove(markup);
                } else if (object.hasNonNull(markup)) {
                    object.remove(text);
                }
            }
        }
    }

    /** Reports whether two bodies are written alike, the spelling of their identifiers included. */
    public static boolean sameBody(ArticleBody one, ArticleBody other) {
        return Arrays.equals(Json.write(one), Json.write(other));
    }
}
