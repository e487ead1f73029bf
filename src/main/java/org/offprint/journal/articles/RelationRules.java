package org.offprint.journal.articles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.Relation;
import org.offprint.kernel.record.rules.ReferencedRecords;

/**
 * Validates relations, each of which must refer to an article in this service or to a DOI. A relation that an editor
 * read and sends back unchanged is not treated as new.
 */
final class RelationRules {

    private RelationRules() {}

    /**
     * Validates the relations in a request, and returns the relations stated by this article. A relation that the
     * client sends back unchanged is returned in its stored form. Relations stated by other articles are omitted.
     *
     * @param present the current article in the editors' view; null for a new article
     * @param article the article as stored; null for a new article
     */
    static List<Relation> complete(
            List<Relation> sent, JsonNode present, Article article, ReferencedRecords records, RecordReader reader) {
        JsonNode shown = present == null ? MissingNode.getInstance() : present.path("relations");
        Set<UUID> known = known(sent, article, records);
        Set<Integer> used = new HashSet<>();
        List<Relation> stated = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Relation relation = sent.get(i);
            if (relation == null) {
                continue;
            }
            int at = indexOfShown(relation, i, shown, used);
            if (at < 0) {
                stated.add(relation.asStated());
            } else if (at < article.body.relations().size()) {
                stated.add(article.body.relations().get(at));
            } else {
                continue;
            }
            check(relation, "/relations/" + i, article, known, reader);
        }
        return stated;
    }

    private static Set<UUID> known(List<Relation> sent, Article article, ReferencedRecords records) {
        return records.known(named(sent), article == null ? Set.of() : named(article.body.relations()));
    }

    private static Set<UUID> named(List<Relation> relations) {
        return relations.stream()
                .filter(Objects::nonNull)
                .map(Relation::article)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /**
     * Returns the index of the relation in the editors' view, or -1 if it is not listed. The index in the request is
     * checked first, because relations with different stored forms can look the same in the view.
     */
    private static int indexOfShown(Relation relation, int own, JsonNode shown, Set<Integer> used) {
        JsonNode sent = Json.tree(relation.asStated());
        if (isSame(sent, shown.get(own)) && used.add(own)) {
            return own;
        }
        for (int i = 0; i < shown.size(); i++) {
            if (isSame(sent, shown.get(i)) && used.add(i)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Returns whether a relation in the request equals a relation in the editors' view. The slug is ignored, because it
     * may have changed in the meantime.
     */
    private static boolean isSame(JsonNode sent, JsonNode shown) {
        if (!(shown instanceof ObjectNode object)) {
            return false;
        }
        ObjectNode stated = object.deepCopy();
        stated.remove("slug");
        return sent.equals(stated);
    }

    private static void check(
            Relation relation, String pointer, Article article, Set<UUID> known, RecordReader reader) {
        if (relation.doi() == null && relation.article() == null) {
            reader.add(pointer, "required", "A relation requires an article in this service or a DOI.");
        } else if (relation.article() != null && !known.contains(relation.article())) {
            reader.add(pointer + "/article", "unknown-article", "There is no article " + relation.article() + ".");
        } else if (article != null && article.id.equals(relation.article())) {
            reader.add(
                    pointer + "/article",
                    "itself",
                    "An article cannot have a relation to itself. Use another article.");
        }
    }
}
