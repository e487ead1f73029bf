package org.offprint.api.articles;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.offprint.articles.Article;
import org.offprint.articles.ArticleHistory;
import org.offprint.articles.ArticleInput;
import org.offprint.articles.ArticlePlacement;
import org.offprint.articles.ArticleReader;
import org.offprint.articles.ArticleRepository;
import org.offprint.articles.ArticleStatus;
import org.offprint.articles.body.ArticleBody;
import org.offprint.changes.Answer;
import org.offprint.changes.Change;
import org.offprint.changes.EditRequest;
import org.offprint.changes.Write;
import org.offprint.http.json.Json;
import org.offprint.http.problem.Problems;
import org.offprint.identifiers.Ids;
import org.offprint.identifiers.Slug;
import org.offprint.journals.DoiRegister;
import org.offprint.publishing.Publishing;
import org.offprint.publishing.Typesetting;
import org.offprint.publishing.Versions;
import org.offprint.security.Caller;

/** What writes to working copies do, within their transactions. */
@ApplicationScoped
class ArticleWrites {

    private final ArticleRepository articles;
    private final ArticleReader reader;
    private final ArticlePlacement placement;
    private final ArticleHistory history;
    private final DoiRegister dois;
    private final Typesetting typesetting;
    private final Publishing publishing;
    private final Versions versions;
    private final Caller caller;

    ArticleWrites(
            ArticleRepository articles,
            ArticleReader reader,
            ArticlePlacement placement,
            ArticleHistory history,
            DoiRegister dois,
            Typesetting typesetting,
            Publishing publishing,
            Versions versions,
            Caller caller) {
        this.articles = articles;
        this.reader = reader;
        this.placement = placement;
        this.history = history;
        this.dois = dois;
        this.typesetting = typesetting;
        this.publishing = publishing;
        this.versions = versions;
        this.caller = caller;
    }

    Answer create(JsonNode body, Write write) {
        requireRights(body.path("journal"));
        ArticleInput input = reader.readNew(body);
        Article article = Article.create(input.journal(), write.now());
        boolean slugGiven = input.slug() != null;
        article.slug = slugGiven
                ? input.slug().value()
                : Slug.of(input.body().title(), "article").value();
        placement.place(article, input);
        article.edit(input.body(), write.now());
        articles.add(article, !slugGiven);
        store(article, "created", null, write);
        write.log(Change.forEditors(Change.Kind.ARTICLE, article.id, article.journal, Change.Op.CREATED, "created"));
        return Answer.created("/v1/articles/" + article.id, article.etag(), typesetting.forEditors(article));
    }

    /**
     * Changes a working copy.
     *
     * @param stated the body that may state the revision it changes
     * @param read what the article is to be, from what its editors read now
     * @param action the name of it in the history
     */
    Answer change(
            String id,
            EditRequest request,
            JsonNode stated,
            String action,
            BiFunction<Article, JsonNode, ArticleInput> read,
            Write write) {
        Article article = articles.lock(id);
        caller.requireEditorOf(article.journal, article::isPublic, "article", id);
        request.requireMatch(article.etag(), article.revision, EditRequest.statedRevision(stated));
        JsonNode present = Json.tree(typesetting.forEditors(article));
        ArticleInput input = read.apply(article, present);
        boolean moved = move(article, input);
        boolean renamed = rename(article, input.slug());
        boolean placed = placement.place(article, input);
        boolean edited = !ArticleReader.sameBody(input.body(), article.body);
        if (!moved && !renamed && !placed && !edited) {
            return answer(article);
        }
        ArticleBody before = article.body;
        if (edited) {
            article.edit(input.body(), write.now());
            article.hasUnpublishedChanges = article.version == 0 || !isAsPublished(article);
        } else {
            article.changed(write.now());
        }
        articles.flush();
        if (renamed) {
            articles.takeSlug(article);
        }
        store(article, edited ? action : moved ? "moved" : placed ? "placed" : "renamed", before, write);
        write.log(Change.forEditors(Change.Kind.ARTICLE, article.id, article.journal, Change.Op.UPDATED, action));
        if (placed) {
            publishing.show(List.of(article), "placed", write);
        }
        return answer(article);
    }

    Answer delete(String id, EditRequest request, Write write) {
        Article article = articles.lock(id);
        caller.requireEditorOf(article.journal, article::isPublic, "article", id);
        request.requireMatch(article.etag());
        if (article.status != ArticleStatus.DRAFT) {
            throw Problems.conflict(
                    "Only a draft can be deleted",
                    "What was published stays on record; PUT …/withdrawal takes it away from readers.");
        }
        articles.requireUnrelated(article.id);
        dois.giveBack(article.id);
        articles.delete(article);
        articles.flush();
        write.log(Change.forEditors(Change.Kind.ARTICLE, article.id, article.journal, Change.Op.DELETED, "deleted"));
        return Answer.deleted();
    }

    Answer answer(Article article) {
        return Answer.ok(article.etag(), typesetting.forEditors(article));
    }

    /** Before anything else is said about a new article: whether the caller may make one there. */
    private void requireRights(JsonNode journal) {
        JsonNode id = journal.isObject() ? journal.path("id") : journal;
        if (id.isTextual() && Ids.isUuidShaped(id.textValue())) {
            caller.requireEditorOf(UUID.fromString(id.textValue()));
        }
    }

    private boolean move(Article article, ArticleInput input) {
        if (input.journal().equals(article.journal)) {
            return false;
        }
        caller.requireEditorOf(input.journal());
        if (article.version > 0) {
            throw Problems.conflict(
                    "A published article stays in its journal", "Only a draft can be moved to another journal.");
        }
        article.journal = input.journal();
        return true;
    }

    /** Takes another slug, while that is free to change; none given leaves it as it is. */
    private boolean rename(Article article, Slug slug) {
        if (slug == null || slug.value().equals(article.slug)) {
            return false;
        }
        if (article.version > 0) {
            throw Problems.conflict(
                    "The slug of a published article is fixed", "It is " + article.slug + "; leave it as it is.");
        }
        article.slug = slug.value();
        return true;
    }

    private boolean isAsPublished(Article article) {
        Optional<ArticleBody> newest = versions.body(article.id, article.version);
        return newest.filter(body -> ArticleReader.sameBody(body, article.body)).isPresent();
    }

    private void store(Article article, String action, ArticleBody before, Write write) {
        dois.take(DoiRegister.Holder.ARTICLE, article.id, article.body.doi());
        articles.nameAffiliations(article);
        history.record(article, action, before, caller.asEditor());
    }
}
