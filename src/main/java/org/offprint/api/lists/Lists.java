package org.offprint.api.lists;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.database.Secrets;
import org.offprint.database.Sql;
import org.offprint.http.caching.EntityTag;
import org.offprint.http.caching.Reply;
import org.offprint.http.paging.Cursor;
import org.offprint.http.paging.Cursors;
import org.offprint.http.paging.PageLinks;
import org.offprint.http.paging.PageWriter;
import org.offprint.http.parameters.Parameters;
import org.offprint.http.problem.Problems;
import org.offprint.identifiers.Ids;
import org.offprint.identifiers.InvalidValueException;

/** Answers lists in their default order by plain SQL: a page in two statements, and any page as cheap as the first. */
@ApplicationScoped
public class Lists {

    private final Sql sql;
    private final Cursors cursors;

    Lists(Sql sql, Secrets secrets) {
        this.sql = sql;
        this.cursors = new Cursors(secrets::cursorKeys);
    }

    /**
     * One list: a table with the columns {@code sort_key} and the id that breaks ties.
     *
     * @param columns what {@code reader} reads, beside those two
     * @param from the table
     * @param id the column of the id
     * @param newestFirst whether the order is by descending keys
     * @param forReaders whether everybody sees the same
     */
    public record Source<T>(
            String columns,
            String from,
            String id,
            boolean newestFirst,
            boolean forReaders,
            Sql.RowReader<T> reader,
            Function<List<T>, List<byte[]>> write) {}

    private record Row<T>(String sortKey, UUID id, T content) {}

    /** A page of this list; {@code parameters} has what was wrong with the filters. */
    public <T> Response answer(ListRequest request, Parameters parameters, Filters filters, Source<T> source) {
        int limit = request.limit(parameters);
        parameters.check();
        String boundTo = (source.forReaders() ? "readers " : "editors ") + request.filters();
        Cursor cursor = request.cursor == null ? null : cursors.decode(request.cursor, boundTo);
        List<Row<T>> rows = rows(filters, source, cursor, limit + 1);
        boolean backwards = cursor != null && cursor.backwards();
        boolean more = rows.size() > limit;
        List<Row<T>> shown = new ArrayList<>(more ? rows.subList(0, limit) : rows);
        if (backwards) {
            Collections.reverse(shown);
        }
        boolean hasNext = !shown.isEmpty() && (backwards || more);
        boolean hasPrev = !shown.isEmpty() && (backwards ? more : cursor != null);
        PageLinks links = PageLinks.byCursor(
                request.request,
                limit,
                hasNext ? cursors.encode(Cursor.after(keys(shown.get(shown.size() - 1))), boundTo) : null,
                hasPrev ? cursors.encode(Cursor.before(keys(shown.get(0))), boundTo) : null);
        byte[] page = PageWriter.write(
                source.write().apply(shown.stream().map(Row::content).toList()), total(filters, source), links);
        Response.ResponseBuilder response = source.forReaders()
                ? Reply.toReaders(request.headers, page, EntityTag.of(page), null)
                : Reply.toEditors(page, null);
        return response.header("Link", links.header()).build();
    }

    private <T> List<Row<T>> rows(Filters filters, Source<T> source, Cursor cursor, int limit) {
        boolean descending = source.newestFirst() != (cursor != null && cursor.backwards());
        String direction = descending ? " desc" : "";
        List<Object> parameters = filters.parameters();
        String place = "";
        if (cursor != null) {
            place = " and (sort_key, " + source.id() + ") " + (descending ? "<" : ">") + " (?, ?)";
            parameters.add(cursor.keys().get(0));
            parameters.add(id(cursor.keys().get(1)));
        }
        parameters.add(limit);
        return sql.list(
                "select sort_key, " + source.id() + ", " + source.columns() + " from " + source.from()
                        + filters.where() + place + " order by sort_key" + direction + ", " + source.id() + direction
                        + " limit ?",
                row -> new Row<>(
                        row.getString(1),
                        row.getObject(2, UUID.class),
                        source.reader().read(row)),
                parameters.toArray());
    }

    private <T> long total(Filters filters, Source<T> source) {
        return sql.first(
                        "select count(*) from " + source.from() + filters.where(),
                        row -> row.getLong(1),
                        filters.parameters().toArray())
                .orElseThrow();
    }

    private static List<String> keys(Row<?> row) {
        return List.of(row.sortKey(), row.id().toString());
    }

    private static UUID id(String text) {
        try {
            return Ids.parse(text);
        } catch (InvalidValueException e) {
            throw Problems.badParameter("cursor", "cursor-invalid", "This cursor was not made here.");
        }
    }
}
