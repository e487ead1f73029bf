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
import org.offprint.kernel.record.rules.HeldRecords;

/** The rules of relations: each names an article held here or a DOI, and what an editor read is no new statement. */
final class RelationRules {

    private RelationRules() {}

    /**
     * Checks relations as they were sent and gives those that are stated: one that an editor read completed is taken as
     * it is stored, and one that another article states is left out.
     *
     * @param present the article as its editors read it now; null for a new one
     * @param article as it is stored now; null for a new one
     */
    static List<Relation> complete(
            List<Relation> sent, JsonNode present, Article article, HeldRecords records, RecordReader reader) {
        JsonNode shown = present == null ? MissingNode.getInstance() : present.path("relations");
        Set<UUID> known = known(sent, article, records);
        Set<Integer> used = new HashSet<>();
        List<Relation> stated = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Relation relation = sent.get(i);
            if (relation == null) {
                continue;
            }
            int at = placeOf(relation, i, shown, used);
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

    private static Set<UUID> known(List<Relation> sent, Article article, HeldRecords records) {
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
     * Returns where the relation was shown: first looked for at its own place, because two that are stored differently
     * can look alike.
     */
    private static int placeOf(Relation relation, int own, JsonNode shown, Set<Integer> used) {
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

    /** Reports whether a relation says the same as one that was shown, whatever has become of the slug meanwhile. */
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
            reader.add(pointer, "required", "A relation needs an article held here, or a DOI.");
        } else if (relation.article() != null && !known.contains(relation.article())) {
            reader.add(pointer + "/article", "unknown-article", "There is no article " + relation.article() + " here.");
        } else if (article != null && article.id.equals(relation.article())) {
            reader.add(pointer + "/article", "itself", "An article has no relation to itself.");
        }
    }
}
