import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the linking of references, for {@code bench/citations.sh}.
 *
 * <ul>
 * <li>{@code again <database URL> <password>} deletes all links, as after an upgrade from a version without links
 * <li>{@code linked <database URL> <password> <seconds>} waits until all references are linked, and prints the rate
 * since the Unix time {@code seconds}
 * <li>{@code done <database URL> <password> <articles>} waits until this many articles are published, all references are
 * linked and all articles are checked for readiness, and prints the Unix time
 * <li>{@code fresh <URL> <key> <articles>} publishes articles that cite an article of the service, alternately by text
 * and by DOI, and prints the time until each is in the list of citing articles
 * </ul>
 */
public class Citations {

    private static final String BEHIND = "select count(*) from change where position > coalesce("
            + "(select position from follower where name = 'citations'), 0)";
    private static final String PUBLISHED = "select count(*) from published_article where not withdrawn";
    private static final String UNFINISHED = "select count(*) from change where position > least(coalesce("
            + "(select position from follower where name = 'citations'), 0), (select position from readiness_place))";
    private static final String REFERENCES = "select coalesce(sum(jsonb_array_length(convert_from(document, 'UTF8')::jsonb"
            + " -> 'references')), 0) from published_article where not withdrawn";

    public static void main(String... arguments) throws Exception {
        switch (arguments[0]) {
            case "again" -> again(arguments[1], arguments[2]);
            case "linked" -> linked(arguments[1], arguments[2], Double.parseDouble(arguments[3]));
            case "done" -> done(arguments[1], arguments[2], Long.parseLong(arguments[3]));
            case "fresh" -> new Fresh(arguments[1], arguments[2]).publish(Integer.parseInt(arguments[3]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void again(String url, String password) throws SQLException {
        try (Connection database = DriverManager.getConnection(url, "offprint", password);
                Statement statement = database.createStatement()) {
            statement.execute("delete from follower where name = 'citations'; delete from citation;"
                    + " delete from cited_article");
        }
    }

    private static void linked(String url, String password, double since) throws SQLException, InterruptedException {
        try (Connection database = DriverManager.getConnection(url, "offprint", password);
                Statement statement = database.createStatement()) {
            while (number(statement, BEHIND) > 0) {
                Thread.sleep(200);
            }
            double seconds = System.currentTimeMillis() / 1000.0 - since;
            long references = number(statement, REFERENCES);
            System.out.printf(
                    Locale.ROOT,
                    "%d references in %.1f s, %.0f per second, of which %d link to an article%n",
                    references,
                    seconds,
                    references / seconds,
                    number(statement, "select count(*) from citation where cited is not null"));
        }
    }

    private static void done(String url, String password, long articles) throws SQLException, InterruptedException {
        try (Connection database = DriverManager.getConnection(url, "offprint", password);
                Statement statement = database.createStatement()) {
            while (number(statement, PUBLISHED) < articles || number(statement, UNFINISHED) > 0) {
                Thread.sleep(500);
            }
            System.out.printf(Locale.ROOT, "%.3f%n", System.currentTimeMillis() / 1000.0);
        }
    }

    private static long number(Statement statement, String select) throws SQLException {
        try (ResultSet row = statement.executeQuery(select)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static final class Fresh {

        private static final Pattern ID = Pattern.compile("^\\{\"id\":\"([^\"]+)\"");

        private final HttpClient http = HttpClient.newHttpClient();
        private final String url;
        private final String key;

        Fresh(String url, String key) {
            this.url = url;
            this.key = key;
        }

        void publish(int articles) throws IOException, InterruptedException {
            String listed = send("GET", "/v1/articles?limit=1&sort=title", null);
            String cited = first("\"items\":\\[\\{\"id\":\"([^\"]+)\"", listed);
            String record = send("GET", "/v1/articles/" + cited, null);
            String journal = first("\"journal\":\\{\"id\":\"([^\"]+)\"", record);
            String title = first("\"title\":\"([^\"]+)\"", record.substring(record.indexOf("},") + 2));
            String doi = first("\"doi\":\"([^\"]+)\"", record);
            String family = first("\"family\":\"([^\"]+)\"", record);
            String year = first("\"published\":\"(\\d{4})", record);
            double[] seconds = new double[articles];
            for (int i = 0; i < articles; i++) {
                String reference = i % 2 == 0
                        ? "{\"text\":\"" + family + " A (" + year + ") " + title + ". doi:" + doi + "\"}"
                        : "{\"title\":\"" + title + "\",\"doi\":\"" + doi + "\"}";
                String article = "{\"journal\":\"" + journal + "\",\"title\":\"Fresh " + i
                        + "\",\"language\":\"en\",\"type\":\"research-article\",\"references\":[" + reference + "]}";
                String id = first(ID.pattern(), send("POST", "/v1/articles", article));
                long began = System.nanoTime();
                send("PUT", "/v1/articles/" + id + "/publication", "{}");
                while (!send("GET", "/v1/articles/" + cited + "/cited-by?limit=100", null).contains(id)) {
                    Thread.sleep(10);
                }
                seconds[i] = (System.nanoTime() - began) / 1e9;
            }
            Arrays.sort(seconds);
            System.out.printf(
                    Locale.ROOT,
                    "from publishing to the list of what cites it, %d articles: median %.2f s, longest %.2f s%n",
                    articles,
                    seconds[articles / 2],
                    seconds[articles - 1]);
        }

        private String send(String method, String path, String body) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .header("If-Match", "*")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        }

        private static String first(String pattern, String text) throws IOException {
            Matcher matcher = Pattern.compile(pattern).matcher(text);
            if (!matcher.find()) {
                throw new IOException(pattern + " is not in " + text);
            }
            return matcher.group(1);
        }
    }
}
