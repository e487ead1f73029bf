import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/**
 * Makes copies of the published articles of a running service by SQL in its embedded database, until there are so many:
 * each with an id, a slug and a document of its own, and in the change log as published. For measurements.
 *
 * <p>java -cp 'target/quarkus-app/lib/main/*' bench/Multiply.java DATA_DIRECTORY COUNT
 */
public class Multiply {

    private static final int AT_ONCE = 2_000;

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        int wanted = Integer.parseInt(arguments[1]);
        String port = Files.readAllLines(data.resolve("data/postmaster.pid")).get(3).strip();
        String password = Files.readString(data.resolve("password")).strip();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/offprint", "offprint", password);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create temporary table original as"
                    + " select p.article id, row_number() over (order by p.article) - 1 number"
                    + " from published_article p where not withdrawn");
            int originals = count(statement, "select count(*) from original");
            for (int done = originals; done < wanted; done += AT_ONCE) {
                copy(statement, Math.min(AT_ONCE, wanted - done), done, originals);
                connection.commit();
            }
        }
    }

    private static void copy(Statement statement, int count, int from, int originals) throws Exception {
        statement.execute("create temporary table copied on commit drop as select gen_random_uuid() id, o.id original, n number"
                + " from generate_series(" + from + ", " + (from + count - 1) + ") n join original o on o.number = n % "
                + originals);
        insert(statement, "article", "id", ", 'slug', t.slug || '-' || c.number, 'created_at', now()");
        statement.execute("insert into article_slug select a.slug, a.id, true from copied c join article a on a.id = c.id");
        insert(statement, "article_version", "article", "");
        insert(
                statement,
                "published_article",
                "article",
                ", 'document', " + renamed("document") + ", 'summary', " + renamed("summary")
                        + ", 'etag', '\"' || md5(c.id::text) || '\"', 'doi', null, 'doi_key', null");
        // As the service does: last, under the lock of the log.
        statement.execute("select pg_advisory_xact_lock(x'6f66667072696e74'::bigint)");
        statement.execute("insert into change (kind, id, journal, op, version, reason, carried, visibility, at)"
                + " select 'article', p.article, p.journal, 'created', p.version, 'published', false, 'public',"
                + " clock_timestamp() from copied c join published_article p on p.article = c.id");
    }

    private static String renamed(String column) {
        return "'\\x' || encode(convert_to(replace(convert_from(t." + column
                + ", 'UTF8'), c.original::text, c.id::text), 'UTF8'), 'hex')";
    }

    private static void insert(Statement statement, String table, String id, String more) throws Exception {
        statement.execute("insert into " + table + " select (jsonb_populate_record(t, jsonb_build_object('" + id + "', c.id"
                + more + "))).* from copied c join " + table + " t on t." + id + " = c.original");
    }

    private static int count(Statement statement, String query) throws Exception {
        try (var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
