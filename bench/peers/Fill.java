import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Copies the published articles of a store into a separate table in the form of the peer services, and writes the
 * requests that all services receive: {@code ids}, {@code lists} (year and type), {@code words}, and {@code bodies} for
 * POST.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/peers/Fill.java <database URL> <password> <directory>}
 */
public class Fill {

    public static void main(String... arguments) throws SQLException, IOException {
        Path directory = Path.of(arguments[2]);
        try (Connection database = DriverManager.getConnection(arguments[0], "offprint", arguments[1]);
                Statement statement = database.createStatement()) {
            statement.execute("drop schema if exists peers cascade; create schema peers");
            statement.execute("create table peers.article (id uuid primary key, year int, type text, published date,"
                    + " document text, words tsvector generated always as (to_tsvector('simple',"
                    + " coalesce(document::jsonb ->> 'title', '') || ' ' || coalesce(document::jsonb ->> 'abstract', '')"
                    + " || ' ' || coalesce(document::jsonb ->> 'keywords', ''))) stored)");
            statement.execute("insert into peers.article select article, left(published, 4)::int, type, rpad(published, 10,"
                    + " '-01-01')::date, document from (select article, convert_from(document, 'UTF8') document,"
                    + " convert_from(document, 'UTF8')::jsonb #>> '{dates,published}' published,"
                    + " convert_from(document, 'UTF8')::jsonb ->> 'type' type from published_article where not withdrawn) a");
            statement.execute("create index on peers.article (year, type, published desc, id)");
            statement.execute("create index on peers.article using gin (words)");
            statement.execute("vacuum analyze peers.article");
            write(statement, "select id::text from peers.article order by md5(id::text)", directory.resolve("ids"));
            write(
                    statement,
                    "select year || ' ' || type from peers.article group by year, type order by count(*) desc limit 12",
                    directory.resolve("lists"));
            write(
                    statement,
                    "select word from ts_stat('select words from peers.article') where word ~ '^[a-z]{4,}$'"
                            + " and ndoc between 20 and (select count(*) / 10 from peers.article) order by md5(word) limit 200",
                    directory.resolve("words"));
            write(
                    statement,
                    "select json_build_object('year', year, 'type', type, 'published', published, 'document',"
                            + " document::json)::text from peers.article order by md5(id::text) limit 1000",
                    directory.resolve("bodies"));
        }
    }

    private static void write(Statement statement, String select, Path file) throws SQLException, IOException {
        try (ResultSet rows = statement.executeQuery(select);
                BufferedWriter lines = Files.newBufferedWriter(file)) {
            while (rows.next()) {
                lines.write(rows.getString(1).replace('\n', ' '));
                lines.newLine();
            }
        }
    }
}
