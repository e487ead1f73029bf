package org.offprint.api.articles;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.util.function.BiConsumer;
import org.offprint.api.writes.Body;
import org.offprint.api.writes.ClientWrites;
import org.offprint.api.writes.EditRequest;
import org.offprint.api.writes.WriteAnswer;
import org.offprint.articles.Article;
import org.offprint.articles.ArticleRepository;
import org.offprint.articles.ArticleView;
import org.offprint.changes.Write;
import org.offprint.http.caching.Reply;
import org.offprint.json.RecordReader;
import org.offprint.publishing.typesetting.Typesetting;
import org.offprint.security.Caller;

/** The common way of everything that is done to an article beside editing it: lock, rights, If-Match, act, answer. */
@ApplicationScoped
class ArticleActions {

    private final ClientWrites writes;
    private final ArticleRepository articles;
    private final Typesetting typesetting;
    private final Validator validator;
    private final Caller caller;

    ArticleActions(
            ClientWrites writes,
            ArticleRepository articles,
            Typesetting typesetting,
            Validator validator,
            Caller caller) {
        this.writes = writes;
        this.articles = articles;
        this.typesetting = typesetting;
        this.validator = validator;
        this.caller = caller;
    }

    /** An act without a body. */
    Reply<ArticleView> act(String id, EditRequest request, BiConsumer<Article, Write> act) {
        return writes.answer(request, null, write -> {
            Article article = lock(id);
            request.requireMatch(article.etag());
            act.accept(article, write);
            return answer(article);
        });
    }

    /** What is done with a body that was read. */
    @FunctionalInterface
    interface Act<T> {
        void on(Article article, T input, Write write);
    }

    /**
     * An act with a body; an empty body stands for an empty object.
     *
     * @param what the noun of the body with its article, for what is wrong with it
     */
    <T extends Record> Reply<ArticleView> act(String id, EditRequest request, Body<T> body, String what, Act<T> act) {
        return writes.answer(request, body, write -> {
            JsonNode sent = body.treeOrEmpty();
            Article article = lock(id);
            request.requireMatch(article.etag(), article.revision, EditRequest.statedRevision(sent));
            RecordReader reader = new RecordReader(validator);
            T input = body.read(sent, reader);
            reader.check(what);
            act.on(article, input, write);
            return answer(article);
        });
    }

    private Article lock(String id) {
        Article article = articles.lock(id);
        caller.requireEditorOf(article.journal, article::isPublic, "article", id);
        return article;
    }

    private WriteAnswer answer(Article article) {
        articles.flush();
        return WriteAnswer.ok(article.etag(), typesetting.forEditors(article));
    }
}
