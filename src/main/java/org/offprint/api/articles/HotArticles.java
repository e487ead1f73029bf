package org.offprint.api.articles;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.offprint.http.caching.DirectReply;
import org.offprint.http.problem.ProblemException;
import org.offprint.publishing.ReadyDocuments;
import org.offprint.publishing.ReadyDocuments.Ready;

/**
 * Answers readers who ask for an article that is ready in memory, before anything else is done for the request: no
 * thread is changed and no resource is called. Whoever sends a key, a parameter or an unusual Accept, and every article
 * that is not ready, goes on to {@link ArticleResource}, which answers the same.
 */
@ApplicationScoped
class HotArticles {

    private static final String PATH = "/v1/articles/";

    /** After what happens to every request, before authentication. */
    private static final int PRIORITY = 40_000;

    private final ReadyDocuments documents;

    HotArticles(ReadyDocuments documents) {
        this.documents = documents;
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, PRIORITY);
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<Ready> ready =
                isForReaders(request) ? documents.kept(request.path().substring(PATH.length())) : Optional.empty();
        if (ready.isEmpty() || ready.get().withdrawal() != null) {
            context.next();
            return;
        }
        try {
            DirectReply.send(
                    context,
                    ready.get().document(),
                    ready.get().etag(),
                    ready.get().modifiedAt());
        } catch (ProblemException unreadableHeader) {
            context.next();
        }
    }

    private static boolean isForReaders(HttpServerRequest request) {
        String path = request.path();
        return (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD)
                && path.startsWith(PATH)
                && path.indexOf('/', PATH.length()) < 0
                && request.query() == null
                && !request.headers().contains("Authorization")
                && DirectReply.takesJson(request);
    }
}
