package org.offprint.journal.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleHistory;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.journal.articles.ArticlePlacement;
import org.offprint.journal.articles.ArticleReader;
import org.offprint.journal.articles.ArticleRows;
import org.offprint.journal.articles.SlugRegister;
import org.offprint.journal.journals.DoiMint;
import org.offprint.journal.journals.DoiRegister;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.publishing.typesetting.TypesetSize;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.security.Editor;

/**
 * Creates and changes working copies of articles, and records the changes in the change log. The caller must check the
 * client's permissions.
 */
@ApplicationScoped
public class WorkingCopies {

    private final ArticleRows rows;
    private final SlugRegister slugs;
    private final ArticlePlacement placement;
    private final ArticleHistory history;
    private final DoiRegister dois;
    private final DoiMint mint;
    private final Publishing publishing;
    private final Versions versions;
    private final TypesetSize size;

    WorkingCopies(
            ArticleRows rows,
            SlugRegister slugs,
            ArticlePlacement placement,
            ArticleHistory history,
            DoiRegister dois,
            DoiMint mint,
            Publishing publishing,
            Versions versions,
            TypesetSize size) {
        this.rows = rows;
        this.slugs = slugs;
        this.placement = placement;
        this.history = history;
        this.dois = dois;
        this.mint = mint;
        this.publishing = publishing;
        this.versions = versions;
        this.size = size;
    }

    /**
     * Stores a new draft article.
     *
     * @param input request data returned by {@link ArticleReader}
     * @throws org.offprint.kernel.faults.ProblemException 409 if another article has the same slug, or if another
     *     record has the same DOI
     */
    public Article create(ArticleInput input, UUID id, Editor editor, WriteContext write) {
        Article article = Article.create(id, input.journal(), write.now());
        size.require(article, input.body());
        boolean slugGiven = input.slug() != null;
        article.slug = slugGiven
                ? input.slug().value()
                : Slug.of(input.body().title(), "article").value();
        placement.place(article, input);
        boolean isNamed = input.body().doi() != null;
        article.edit(isNamed ? input.body() : minted(article, input.body(), write), write.now());
        article.persistAndFlush();
        if (slugGiven) {
            slugs.register(article);
        } else {
            slugs.registerNumbered(article);
        }
        Article.flush();
        if (isNamed) {
            dois.register(DoiRegister.OwnerKind.ARTICLE, article.id, article.body.doi());
        }
        rows.storeAffiliationReferences(article);
        history.record(article, "created", null, editor);
        write.log(Change.forEditors(Change.Kind.ARTICLE, article.id, article.journal, Change.Op.CREATED, "created"));
        return article;
    }

    private ArticleBody minted(Article article, ArticleBody body, WriteContext write) {
        return mint.onCreation(subject(article, body), article.journal, write.now())
                .map(body::withDoi)
                .orElse(body);
    }

    private static DoiMint.Subject subject(Article article, ArticleBody body) {
        return DoiMint.Subject.article(
                article.id,
                article.issue,
                body.dates() == null ? null : body.dates().published());
    }

    /**
     * Mints a DOI for the working copy of a locked article, using the DOI pattern of its journal.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if the article already has a DOI, or if the journal
     *     cannot mint one
     */
    public void mintDoi(Article article, Editor editor, WriteContext write) {
        if (article.body.doi() != null) {
            throw Problems.conflict(
                    "The article already has a DOI", "The DOI of the article is " + article.body.doi() + ".");
        }
        ArticleBody before = article.body;
        Doi doi = mint.mint(subject(article, before), Journal.findById(article.journal), write.now());
        article.edit(before.withDoi(doi), write.now());
        Article.flush();
        history.record(article, "doi-minted", before, editor);
        write.log(Change.forEditors(Change.Kind.ARTICLE, article.id, article.journal, Change.Op.UPDATED, "doi-minted"));
    }

    /**
     * Stores an editor's changes to a locked article. Has no effect if the request changes nothing.
     *
     * @param input request data returned by {@link ArticleReader}
     * @param action name of the change in the history
     * @throws org.offprint.kernel.faults.ProblemException 409 if another article has the same slug, if another record
     *     has the same DOI, or if the slug or journal of a published article would change
     */
    public void change(Article article, ArticleInput input, String action, Editor editor, WriteContext write) {
        boolean moved = move(article, input);
        boolean renamed = rename(article, input.slug());
        boolean placed = placement.place(article, input);
        boolean edited = !ArticleReader.sameBody(input.body(), article.body);
        if (!moved && !renamed && !placed && !edited) {
            return;
        }
        if (edited) {
            size.require(article, input.body());
        }
        ArticleBody before = article.body;
        if (edited) {
            article.edit(input.body(), write.now());
            article.hasUnpublishedChanges = article.version == 0 || !isAsPublished(article);
        } else {
            article.changed(write.now());
        }
        Article.flush();
        if (renamed) {
            slugs.register(article);
        }
        store(article, edited ? action : moved ? "moved" : placed ? "placed" : "renamed", before, editor);
        write.log(Change.forEditors(Change.Kind.ARTICLE, article.id, article.journal, Change.Op.UPDATED, action));
        if (placed) {
            publishing.show(List.of(article), "placed", write);
        }
    }

    private static boolean move(Article article, ArticleInput input) {
        if (input.journal().equals(article.journal)) {
            return false;
        }
        if (article.version > 0) {
            throw Problems.conflict(
                    "The journal of a published article cannot be changed",
                    "Only a draft can be moved to another journal.");
        }
        article.journal = input.journal();
        return true;
    }

    /** Sets a new slug if the current one can still be changed. A null slug has no effect. */
    private static boolean rename(Article article, Slug slug) {
        if (slug == null || slug.value().equals(article.slug)) {
            return false;
        }
        if (article.version > 0) {
            throw Problems.conflict(
                    "The slug of a published article cannot be changed",
                    "The slug is " + article.slug + ". Send the slug unchanged, or omit it.");
        }
        article.slug = slug.value();
        return true;
    }

    private boolean isAsPublished(Article article) {
        Optional<ArticleBody> newest = versions.body(article.id, article.version);
        return newest.filter(body -> ArticleReader.sameBody(body, article.body)).isPresent();
    }

    private void store(Article article, String action, ArticleBody before, Editor editor) {
        dois.register(DoiRegister.OwnerKind.ARTICLE, article.id, article.body.doi());
        rows.storeAffiliationReferences(article);
        history.record(article, action, before, editor);
    }
}
