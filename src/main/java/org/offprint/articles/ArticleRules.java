package org.offprint.articles;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.offprint.articles.body.ArticleBody;
import org.offprint.articles.body.Relation;
import org.offprint.http.json.Json;
import org.offprint.http.json.RecordReader;

/** The rules of an article that no type can express, and what is completed by them. */
@ApplicationScoped
class ArticleRules {

    private final ArticleRepository articles;
    private final ContributorRules contributors;
    private final ArticlePlacement placement;

    ArticleRules(ArticleRepository articles, ContributorRules contributors, ArticlePlacement placement) {
        this.articles = articles;
        this.contributors = contributors;
        this.placement = placement;
    }

    /**
     * Checks an article and completes it: texts from their markup, affiliations from their ROR ids.
     *
     * @param present as its editors read it now; null for a new one
     * @param article as it is stored now; null for a new one
     */
    ArticleInput complete(ArticleInput input, JsonNode present, Article article, RecordReader reader) {
        ArticleBody body = ArticleTexts.complete(input.body(), reader);
        List<Relation> relations = stated(body.relations(), present, article);
        body = body.with(contributors.complete(body.contributors(), reader), relations);
        ReferenceRules.check(body.references(), reader);
        relations(relations, article, reader);
        placement.check(input, reader);
        return new ArticleInput(
                input.journal(),
                input.issue(),
                input.section(),
                input.position(),
                input.slug(),
                input.revision(),
                body);
    }

    /** What an editor read is turned back into what is stored: completed and turned-round relations are not stated. */
    private static List<Relation> stated(List<Relation> sent, JsonNode present, Article article) {
        if (present == null) {
            return sent;
        }
        List<Relation> stated = new ArrayList<>();
        for (Relation relation : sent) {
            int at = indexOf(Json.tree(relation), present.path("relations"));
            if (at < 0) {
                stated.add(relation);
            } else if (at < article.body.relations().size()) {
                stated.add(article.body.relations().get(at));
            }
        }
        return stated;
    }

    private static int indexOf(JsonNode relation, JsonNode shown) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).equals(relation)) {
                return i;
            }
        }
        return -1;
    }

    private void relations(List<Relation> relations, Article article, RecordReader reader) {
        Set<UUID> named = new LinkedHashSet<>();
        relations.stream()
                .filter(relation -> relation != null && relation.article() != null)
                .forEach(relation -> named.add(relation.article()));
        Set<UUID> existing = articles.existing(named);
        for (int i = 0; i < relations.size(); i++) {
            Relation relation = relations.get(i);
            if (relation == null) {
                continue;
            }
            String pointer = "/relations/" + i;
            if (relation.doi() == null && relation.article() == null) {
                reader.add(pointer, "required", "A relation needs an article held here, or a DOI.");
            } else if (relation.article() != null && !existing.contains(relation.article())) {
                reader.add(
                        pointer + "/article",
                        "unknown-article",
                        "There is no article " + relation.article() + " here.");
            } else if (article != null && article.id.equals(relation.article())) {
                reader.add(pointer + "/article", "itself", "An article has no relation to itself.");
            }
        }
    }
}
