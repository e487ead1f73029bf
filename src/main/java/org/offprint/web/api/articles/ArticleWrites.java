package org.offprint.web.api.articles;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.journal.articles.ArticleReader;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.journals.DoiRegister;
import org.offprint.journal.publishing.Dependents;
import org.offprint.journal.publishing.WorkingCopies;
import org.offprint.journal.publishing.typesetting.Typesetting;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.security.Caller;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteResponse;

/**
 * Writes articles for editors. All methods run in the caller's transaction. Each method locks the article, checks the
 * caller's rights and the article's state, makes the change, and returns the response.
 */
@ApplicationScoped
public class ArticleWrites {

    private final Dependents dependents;
    private final ArticleReader reader;
    private final WorkingCopies workingCopies;
    private final DoiRegister dois;
    private final Typesetting typesetting;
    private final Caller caller;

    ArticleWrites(
            Dependents dependents,
            ArticleReader reader,
            WorkingCopies workingCopies,
            DoiRegister dois,
            Typesetting typesetting,
            Caller caller) {
        this.dependents = dependents;
        this.reader = reader;
        this.workingCopies = workingCopies;
        this.dois = dois;
        this.typesetting = typesetting;
        this.caller = caller;
    }

    WriteResponse create(JsonNode body, WriteContext write) {
        requireRights(body.path("journal"));
        Article article = workingCopies.create(reader.readNew(body), Ids.next(), caller.asEditor(), write);
        return WriteResponse.created("/v1/articles/" + article.id, article.etag(), typesetting.forEditors(article));
    }

    /**
     * Changes a working copy.
     *
     * @param stated request body, which may contain the revision on which the change is based
     * @param read computes the new article from the stored article and its current JSON representation for editors
     * @param action name of the change in the article history
     */
    public WriteResponse change(
            String id,
            EditRequest request,
            JsonNode stated,
            String action,
            BiFunction<Article, JsonNode, ArticleInput> read,
            WriteContext write) {
        return change(
                id,
                article -> request.requireMatch(article.etag(), article.revision, EditRequest.statedRevision(stated)),
                action,
                read,
                view -> WriteResponse.ok(etag(view), view),
                write);
    }

    /**
     * Changes a working copy and returns a custom response instead of the complete working copy.
     *
     * @param precondition rejects the request if the article is not in the required state
     * @param answer creates the response from the changed working copy
     */
    public WriteResponse change(
            String id,
            Consumer<Article> precondition,
            String action,
            BiFunction<Article, JsonNode, ArticleInput> read,
            Function<ArticleView, WriteResponse> answer,
            WriteContext write) {
        Article article = lock(id);
        precondition.accept(article);
        JsonNode present = Json.tree(typesetting.forEditors(article));
        ArticleInput input = read.apply(article, present);
        if (!input.journal().equals(article.journal)) {
            caller.requireEditorOf(input.journal());
        }
        workingCopies.change(article, input, action, caller.asEditor(), write);
        return answer.apply(typesetting.forEditors(article));
    }

    WriteResponse delete(String id, EditRequest request, WriteContext write) {
        Article article = lock(id);
        request.requireMatch(article.etag());
        if (article.status != ArticleStatus.DRAFT) {
            throw Problems.conflict(
                    "Only a draft can be deleted",
                    "Published articles are preserved permanently. Use PUT …/withdrawal to withdraw the" + " article.");
        }
        dependents.requireUnrelated(article.id);
        dois.release(article.id);
        article.delete();
        Article.flush();
        write.log(Change.forEditors(Change.Kind.ARTICLE, article.id, article.journal, Change.Op.DELETED, "deleted"));
        return WriteResponse.deleted();
    }

    /** Performs an operation other than an edit on an article, for example a publication. */
    WriteResponse act(String id, EditRequest request, Consumer<Article> action) {
        Article article = lock(id);
        request.requireMatch(article.etag());
        action.accept(article);
        Article.flush();
        return answer(article);
    }

    /**
     * Performs an operation on an article with options from the request body. An empty body is treated as an empty
     * object.
     *
     * @param what subject of error messages about the body, for example {@code The withdrawal}
     */
    <T extends Record> WriteResponse act(
            String id, EditRequest request, Body<T> body, String what, BiConsumer<Article, T> action) {
        JsonNode sent = body.treeOrEmpty();
        Article article = lock(id);
        request.requireMatch(article.etag(), article.revision, EditRequest.statedRevision(sent));
        RecordReader reader = new RecordReader();
        T input = body.read(sent, reader);
        reader.check(what);
        action.accept(article, input);
        Article.flush();
        return answer(article);
    }

    private Article lock(String id) {
        Article article = Article.lock(id);
        caller.requireEditorOf(article.journal, article::isPublic, "article", id);
        return article;
    }

    /** Returns the entity tag of a working copy, which is derived from its revision. */
    public static String etag(ArticleView workingCopy) {
        return "\"r" + workingCopy.revision() + "\"";
    }

    private WriteResponse answer(Article article) {
        return WriteResponse.ok(article.etag(), typesetting.forEditors(article));
    }

    /**
     * Rejects the request if the caller may not create articles in the given journal. This check runs before the body
     * is validated.
     */
    private void requireRights(JsonNode journal) {
        JsonNode id = journal.isObject() ? journal.path("id") : journal;
        if (id.isTextual() && Ids.isUuidShaped(id.textValue())) {
            caller.requireEditorOf(UUID.fromString(id.textValue()));
        }
    }
}
