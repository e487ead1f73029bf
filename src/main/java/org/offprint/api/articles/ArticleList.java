package org.offprint.api.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.api.lists.ListFilter;
import org.offprint.api.lists.ListRequest;
import org.offprint.api.lists.Listing;
import org.offprint.api.lists.Lists;
import org.offprint.articles.Article;
import org.offprint.articles.ArticleRepository;
import org.offprint.articles.ArticleSummary;
import org.offprint.http.caching.Reply;
import org.offprint.json.Json;
import org.offprint.publishing.typesetting.Typesetting;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.security.Caller;

/** The list of articles: to readers what is published, to editors the working copies of their journals. */
@ApplicationScoped
class ArticleList {

    private final Lists lists;
    private final Caller caller;
    private final ArticleRepository articles;
    private final Typesetting typesetting;

    ArticleList(Lists lists, Caller caller, ArticleRepository articles, Typesetting typesetting) {
        this.lists = lists;
        this.caller = caller;
        this.articles = articles;
        this.typesetting = typesetting;
    }

    <T> Reply<T> answer(ListRequest request, ListFilter filter, boolean forEditors) {
        Listing listing = forEditors
                ? Listing.forEditors(
                        RecordKind.ARTICLE,
                        SortOrder.NEWEST,
                        ArticleSummary.class,
                        caller.journals(),
                        this::workingCopies)
                : Listing.forReaders(RecordKind.ARTICLE, SortOrder.NEWEST, ArticleSummary.class);
        return lists.answer(request, filter, listing);
    }

    private Map<UUID, byte[]> workingCopies(List<UUID> ids) {
        List<Article> found = articles.list("id in ?1", ids);
        Map<UUID, byte[]> items = new LinkedHashMap<>();
        if (!found.isEmpty()) {
            typesetting.forEditors(found).forEach(view -> items.put(view.id(), Json.write(ArticleSummary.of(view))));
        }
        return items;
    }
}
