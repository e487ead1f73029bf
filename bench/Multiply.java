import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * Copies published articles in the embedded database of a running service until it contains the given number of
 * articles. Each copy has its own id, slug, DOI and words, and an entry in the change log. For measurements only: the
 * working copies of the copies are short, and affiliations do not refer to the copies.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/Multiply.java DATA_DIRECTORY COUNT}
 *
 * <p>Each word of a title, an abstract or a reference is replaced with another word of the corpus, consistently within
 * a copy. Copies therefore differ from each other and compress like real articles.
 */
public class Multiply {

    private static final int AT_ONCE = 2_000;
    private static final int MOST_ORIGINALS = 2_000;

    private static final Pattern TEXT =
            Pattern.compile("\"(?:title|subtitle|abstract|text)(?:Html)?\":\"((?:[^\"\\\\]++|\\\\.)*+)\"");

    /** Matches words that are not in tags, entities or escapes. */
    private static final Pattern WORD = Pattern.compile("(?<![<&/\\\\\\p{L}])[a-z]{2,}(?![\\p{L};])");

    private final Statement statement;
    private final PGConnection connection;
    private final Map<String, Integer> words = new HashMap<>();

    /**
     * All occurrences of words, in order. Random words drawn from this list have the same frequencies as in the corpus.
     */
    private final List<byte[]> met = new ArrayList<>();

    private final List<Original> originals = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private final long firstMilli = System.currentTimeMillis();

    private Multiply(Connection connection, Statement statement) throws SQLException {
        this.connection = connection.unwrap(PGConnection.class);
        this.statement = statement;
    }

    /** Text, split into the bytes between words and the word numbers. There is one more element of bytes than words. */
    private record Text(List<byte[]> between, List<Integer> words) {}

    private record Original(UUID id, String slug, String doi, Text document, Text summary) {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        int wanted = Integer.parseInt(arguments[1]);
        String port = Files.readAllLines(data.resolve("data/postmaster.pid")).get(3).strip();
        String password = Files.readString(data.resolve("password")).strip();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/offprint", "offprint", password);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set synchronous_commit = off");
            Multiply multiply = new Multiply(connection, statement);
            multiply.readOriginals();
            for (int done = multiply.present(); done < wanted; done += AT_ONCE) {
                multiply.copy(Math.min(AT_ONCE, wanted - done), done);
                connection.commit();
            }
            connection.setAutoCommit(true);
            // Vacuum now, because the database would otherwise do so during the measurement.
            for (String table : List.of("article", "published_article", "oai_item", "change", "article_slug")) {
                statement.execute("vacuum (analyze) " + table);
            }
            statement.execute("checkpoint");
        }
    }

    private int present() throws SQLException {
        try (var rows = statement.executeQuery("select count(*) from published_article where not withdrawn")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void readOriginals() throws SQLException {
        try (var rows = statement.executeQuery("select p.article, a.slug, p.doi, p.document, p.summary"
                + " from published_article p join article a on a.id = p.article where not p.withdrawn"
                + " order by p.article limit " + MOST_ORIGINALS)) {
            while (rows.next()) {
                originals.add(new Original(
                        rows.getObject(1, UUID.class),
                        rows.getString(2),
                        rows.getString(3),
                        text(new String(rows.getBytes(4), StandardCharsets.UTF_8)),
                        text(new String(rows.getBytes(5), StandardCharsets.UTF_8))));
            }
        }
    }

    private Text text(String json) {
        Text text = new Text(new ArrayList<>(), new ArrayList<>());
        Matcher value = TEXT.matcher(json);
        int at = 0;
        while (value.find()) {
            Matcher word = WORD.matcher(json).region(value.start(1), value.end(1)).useTransparentBounds(true);
            while (word.find()) {
                text.between().add(json.substring(at, word.start()).getBytes(StandardCharsets.UTF_8));
                text.words().add(words.computeIfAbsent(word.group(), key -> words.size()));
                met.add(word.group().getBytes(StandardCharsets.UTF_8));
                at = word.end();
            }
        }
        text.between().add(json.substring(at).getBytes(StandardCharsets.UTF_8));
        return text;
    }

    private byte[] varied(Text text, int number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
        for (int i = 0; i < text.words().size(); i++) {
            out.writeBytes(text.between().get(i));
            long mixed = (number * 0x9E3779B97F4A7C15L + text.words().get(i)) * 0xBF58476D1CE4E5B9L;
            out.writeBytes(met.get((int) ((mixed >>> 33) % met.size())));
        }
        out.writeBytes(text.between().get(text.words().size()));
        return out.toByteArray();
    }

    private void copy(int count, int from) throws SQLException, IOException {
        statement.execute("create temporary table copied (id uuid, original uuid, slug text, doi text, document bytea,"
                + " summary bytea) on commit drop");
        var bytes = new ByteArrayOutputStream(1 << 25);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            // Header of the binary COPY format: signature, no flags, no extension.
            out.write("PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1));
            out.writeInt(0);
            out.writeInt(0);
            for (int number = from; number < from + count; number++) {
                write(out, originals.get(number % originals.size()), number);
            }
            out.writeShort(-1);
        }
        connection.getCopyAPI().copyIn(
                "copy copied from stdin (format binary)", new java.io.ByteArrayInputStream(bytes.toByteArray()), 1 << 20);
        insertCopied();
    }

    private void write(DataOutputStream out, Original original, int number) throws IOException {
        UUID id = new UUID(
                (firstMilli + number / 4_096) << 16 | 0x7000 | number % 4_096, 1L << 63 | random.nextLong() >>> 2);
        String slug = original.slug() + "-" + number;
        String doi = original.doi() == null ? null : original.doi() + "." + number;
        out.writeShort(6);
        write(out, id);
        write(out, original.id());
        write(out, slug.getBytes(StandardCharsets.UTF_8));
        write(out, doi == null ? null : doi.getBytes(StandardCharsets.UTF_8));
        for (Text text : List.of(original.document(), original.summary())) {
            String renamed = new String(varied(text, number), StandardCharsets.UTF_8)
                    .replace(original.id().toString(), id.toString())
                    .replace("\"" + original.slug() + "\"", "\"" + slug + "\"")
                    .replace("/" + original.slug() + "\"", "/" + slug + "\"");
            if (doi != null) {
                renamed = renamed.replace("\"doi\":\"" + original.doi() + "\"", "\"doi\":\"" + doi + "\"");
            }
            write(out, renamed.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeInt(16);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static void write(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value == null ? -1 : value.length);
        if (value != null) {
            out.write(value);
        }
    }

    private void insertCopied() throws SQLException {
        String shortBody = "t.body - 'references' - 'abstract' - 'abstractHtml' - 'translations'";
        insert("article", "id", Map.of("slug", "c.slug", "created_at", "now()", "body", shortBody));
        statement.execute("insert into article_slug select slug, id, true from copied");
        insert("article_version", "article", Map.of("body", shortBody));
        insert(
                "published_article",
                "article",
                Map.of("document", "c.document", "summary", "c.summary", "etag", "'\"' || md5(c.id::text) || '\"'", "doi",
                        "c.doi", "doi_key", "c.doi", "modified_at", "now()"));
        // Change log entries are inserted last and under the lock of the log, as in the service.
        statement.execute("select pg_advisory_xact_lock(x'6f66667072696e74'::bigint)");
        statement.execute("insert into change (kind, id, journal, op, version, reason, carried, visibility, at)"
                + " select 'article', p.article, p.journal, 'created', p.version, 'published', false, 'public',"
                + " clock_timestamp() from copied c join published_article p on p.article = c.id order by c.id");
    }

    /** Copies the rows of the original articles, with different values in the given columns. */
    private void insert(String table, String id, Map<String, String> others) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (var rows = statement.executeQuery("select * from " + table + " limit 0")) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnName(i));
            }
        }
        String values = String.join(
                ", ",
                columns.stream()
                        .map(column -> column.equals(id) ? "c.id" : others.getOrDefault(column, "t." + column))
                        .toList());
        statement.execute("insert into " + table + " (" + String.join(", ", columns) + ") select " + values
                + " from copied c join " + table + " t on t." + id + " = c.original order by c.id");
    }
}
