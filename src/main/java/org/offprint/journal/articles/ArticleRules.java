package org.offprint.journal.articles;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.rules.ArticleTexts;
import org.offprint.kernel.record.rules.ContributorRules;
import org.offprint.kernel.record.rules.FundingRules;
import org.offprint.kernel.record.rules.ReferenceRules;
import org.offprint.kernel.record.rules.ReferencedRecords;
import org.offprint.kernel.record.rules.RepetitionRules;
import org.offprint.platform.files.FileContents;

/** Checks articles against rules that types cannot express, and derives members such as plain titles. */
@ApplicationScoped
class ArticleRules {

    private final ArticlePlacement placement;
    private final FileContents contents;

    ArticleRules(ArticlePlacement placement, FileContents contents) {
        this.placement = placement;
        this.contents = contents;
    }

    /**
     * Validates an article and completes its members. Plain titles and abstracts are derived from their markup, and
     * affiliations are resolved from their ROR ids.
     *
     * @param present the current article in the editors' view; null for a new article
     * @param article the article as stored; null for a new article
     * @param records records that the article may reference
     */
    ArticleInput complete(
            ArticleInput input, JsonNode present, Article article, ReferencedRecords records, RecordReader reader) {
        ArticleBody body = ArticleTexts.complete(input.body(), reader);
        body = body.with(
                ContributorRules.complete(body.contributors(), records, reader),
                RelationRules.complete(body.relations(), present, article, records, reader));
        body = body.withFiles(FileRules.complete(body.files(), article, contents, reader));
        FundingRules.check(body.funding(), reader);
        ReferenceRules.check(body.references(), reader);
        RepetitionRules.check(body, reader);
        placement.check(input, article, records, reader);
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
