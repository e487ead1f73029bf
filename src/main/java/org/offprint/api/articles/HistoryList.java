package org.offprint.api.articles;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.offprint.api.lists.PageRequest;
import org.offprint.articles.ArticleHistory;
import org.offprint.articles.ArticleHistory.Entry;
import org.offprint.database.Secrets;
import org.offprint.database.Sql;
import org.offprint.http.caching.Reply;
import org.offprint.http.json.Json;
import org.offprint.http.paging.Cursor;
import org.offprint.http.paging.Cursors;
import org.offprint.http.paging.PageLinks;
import org.offprint.http.paging.PageWriter;
import org.offprint.http.parameters.Parameters;

/** The changes of one article, newest first, a page in two statements. */
@ApplicationScoped
class HistoryList {

    private final Sql sql;
    private final Cursors cursors;

    HistoryList(Sql sql, Secrets secrets) {
        this.sql = sql;
        this.cursors = new Cursors(secrets::cursorKeys);
    }

    private record Row(String sortKey, Entry entry) {}

    Response answer(PageRequest request, UUID article) {
        Parameters parameters = new Parameters();
        int limit = request.limit(parameters);
        parameters.check();
        String boundTo = "history " + request.boundTo();
        Cursor cursor = request.cursor() == null ? null : cursors.decode(request.cursor(), boundTo);
        boolean backwards = cursor != null && cursor.backwards();
        List<Row> rows = rows(article, cursor, limit + 1);
        boolean more = rows.size() > limit;
        List<Row> shown = new ArrayList<>(more ? rows.subList(0, limit) : rows);
        if (backwards) {
            Collections.reverse(shown);
        }
        boolean hasNext = !shown.isEmpty() && (backwards || more);
        boolean hasPrev = !shown.isEmpty() && (backwards ? more : cursor != null);
        PageLinks links = PageLinks.byCursor(
                request.request(),
                limit,
                hasNext ? cursors.encode(Cursor.after(key(shown.get(shown.size() - 1))), boundTo) : null,
                hasPrev ? cursors.encode(Cursor.before(key(shown.get(0))), boundTo) : null);
        List<byte[]> items = shown.stream().map(row -> Json.write(row.entry())).toList();
        return Reply.toEditors(PageWriter.write(items, total(article), links), null)
                .header("Link", links.header())
                .build();
    }

    private List<Row> rows(UUID article, Cursor cursor, int limit) {
        boolean forwards = cursor != null && cursor.backwards();
        List<Object> parameters = new ArrayList<>(List.of(article));
        if (cursor != null) {
            parameters.add(cursor.keys().get(0));
        }
        parameters.add(limit);
        return sql.list(
                "select sort_key, " + ArticleHistory.COLUMNS + " from " + ArticleHistory.LIST + " where article = ?"
                        + (cursor == null ? "" : forwards ? " and sort_key > ?" : " and sort_key < ?")
                        + " order by sort_key" + (forwards ? "" : " desc") + " limit ?",
                row -> new Row(row.getString("sort_key"), ArticleHistory.read(row)),
                parameters.toArray());
    }

    private long total(UUID article) {
        return sql.first("select count(*) from article_history where article = ?", row -> row.getLong(1), article)
                .orElseThrow();
    }

    private static List<String> key(Row row) {
        return List.of(row.sortKey());
    }
}
