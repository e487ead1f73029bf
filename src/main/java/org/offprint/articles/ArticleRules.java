package org.offprint.articles;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.offprint.articles.body.ArticleBody;
import org.offprint.http.json.RecordReader;

/** The rules of an article that no type can express, and what is completed by them. */
@ApplicationScoped
class ArticleRules {

    private final ContributorRules contributors;
    private final RelationRules relations;
    private final ArticlePlacement placement;

    ArticleRules(ContributorRules contributors, RelationRules relations, ArticlePlacement placement) {
        this.contributors = contributors;
        this.relations = relations;
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
        body = body.with(
                contributors.complete(body.contributors(), reader),
                relations.complete(body.relations(), present, article, reader));
        ReferenceRules.check(body.references(), reader);
        placement.check(input, article, reader);
        return new ArticleInput(
                input.journal(),
                input.issue(),
                input.section(),
                input.position(),
                input.slug(),
                input.revision(),
                body);
    }
}
