package org.offprint.web.api.lists;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.offprint.platform.database.sql.Secrets;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.Cursor;
import org.offprint.platform.http.paging.Cursors;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.paging.PageWriter;
import org.offprint.platform.http.parameters.Parameters;

/** Creates pages of database rows for editors. The rows are sorted by a unique key, which also serves as the cursor. */
@ApplicationScoped
public class StoredPages {

    private final Cursors cursors;

    StoredPages(Secrets secrets) {
        this.cursors = new Cursors(secrets::cursorKeys);
    }

    /** Reads database rows relative to a key. */
    @FunctionalInterface
    public interface Rows<T> {

        /**
         * Returns at most {@code limit} database rows.
         *
         * @param key key after which the rows are read, nearest first; if {@code backwards}, the rows before it are
         *     read; null for the first page
         */
        List<T> read(String key, boolean backwards, int limit);
    }

    /**
     * Returns the requested page of database rows.
     *
     * @param list name of the list; a cursor is valid only for the list that created it
     * @param key returns the unique key by which a row is sorted
     * @param item returns the JSON of a row
     * @param total total number of rows
     * @throws org.offprint.kernel.faults.ProblemException 400 if limit or cursor is invalid
     */
    public <R, T> Reply<T> page(
            PageRequest request,
            String list,
            Rows<R> rows,
            Function<R, String> key,
            Function<R, byte[]> item,
            long total) {
        return page(request, list, rows, key, item, total, Map.of());
    }

    /**
     * Returns the requested page of database rows with additional JSON members.
     *
     * @param more JSON values of the additional members, keyed by name, in the order of the response
     */
    public <R, T> Reply<T> page(
            PageRequest request,
            String list,
            Rows<R> rows,
            Function<R, String> key,
            Function<R, byte[]> item,
            long total,
            Map<String, byte[]> more) {
        Parameters parameters = new Parameters();
        int limit = request.limit(parameters);
        parameters.check();
        String boundTo = list + " " + request.cursorScope();
        Cursor cursor = request.cursor() == null ? null : cursors.decode(request.cursor(), boundTo);
        boolean backwards = cursor != null && cursor.backwards();
        List<R> read = rows.read(cursor == null ? null : cursor.keys().get(0), backwards, limit + 1);
        boolean isMore = read.size() > limit;
        List<R> shown = new ArrayList<>(isMore ? read.subList(0, limit) : read);
        if (backwards) {
            Collections.reverse(shown);
        }
        boolean hasNext = !shown.isEmpty() && (backwards || isMore);
        boolean hasPrev = !shown.isEmpty() && (backwards ? isMore : cursor != null);
        PageLinks links = PageLinks.byCursor(
                request.request(),
                limit,
                hasNext ? cursors.encode(Cursor.after(keys(key, shown.get(shown.size() - 1))), boundTo) : null,
                hasPrev ? cursors.encode(Cursor.before(keys(key, shown.get(0))), boundTo) : null);
        return Reply.of(
                Reply.forEditors(PageWriter.write(shown.stream().map(item).toList(), total, links, more), null)
                        .header("Link", links.header()));
    }

    private static <T> List<String> keys(Function<T, String> key, T row) {
        return List.of(key.apply(row));
    }
}
