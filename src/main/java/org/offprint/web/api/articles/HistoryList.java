package org.offprint.web.api.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.offprint.journal.articles.ArticleHistory;
import org.offprint.journal.articles.ArticleHistory.Entry;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.Reply;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.lists.StoredPages;

/** Lists the changes to an article, newest first. Reading a page takes two SQL statements. */
@ApplicationScoped
class HistoryList {

    private final Sql sql;
    private final StoredPages pages;

    HistoryList(Sql sql, StoredPages pages) {
        this.sql = sql;
        this.pages = pages;
    }

    private record HistoryRow(String sortKey, Entry entry) {}

    <T> Reply<T> answer(PageRequest request, UUID article) {
        return pages.page(
                request,
                "history",
                (from, backwards, limit) -> rows(article, from, backwards, limit),
                HistoryRow::sortKey,
                row -> Json.write(row.entry()),
                total(article));
    }

    private List<HistoryRow> rows(UUID article, String from, boolean forwards, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(article));
        if (from != null) {
            parameters.add(from);
        }
        parameters.add(limit);
        return sql.list(
                "select sort_key, " + ArticleHistory.COLUMNS + " from " + ArticleHistory.LIST + " where article = ?"
                        + (from == null ? "" : forwards ? " and sort_key > ?" : " and sort_key < ?")
                        + " order by sort_key" + (forwards ? "" : " desc") + " limit ?",
                row -> new HistoryRow(row.getString("sort_key"), ArticleHistory.read(row)),
                parameters.toArray());
    }

    private long total(UUID article) {
        return sql.first("select count(*) from article_history where article = ?", row -> row.getLong(1), article)
                .orElseThrow();
    }
}
