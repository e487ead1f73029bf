import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Copies the published articles of a store into a separate table for the peer services. Also writes the requests that
 * all services receive: {@code ids}, {@code bodies} for POST and PUT, and the paths of records, lists and searches for
 * each kind of service, for example {@code lists.spring}. The same corpus produces the same requests.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/peers/Fill.java <database URL> <password> <directory>}
 */
public class Fill {

    /** Maximum number of lists and of searches. A corpus with few articles has fewer. */
    private static final int PATHS = 3_000;
    private static final int MAX_TRIES = 20 * PATHS;
    private static final int LARGEST_PAGE = 10;
    private static final int[] LIMITS = {10, 20, 50};
    private static final List<String> SORTS = List.of("published", "-published", "title", "-updated");

    /** Combinations of filters. Spring Data REST has a query method for each combination. */
    private static final List<List<String>> FILTERS = List.of(
            List.of("journal"),
            List.of("year"),
            List.of("journal", "year"),
            List.of("journal", "type"),
            List.of("year", "language"));

    private final Random random = new Random(7);
    private final Statement statement;
    private final Path directory;

    private Fill(Statement statement, Path directory) {
        this.statement = statement;
        this.directory = directory;
    }

    public static void main(String... arguments) throws SQLException, IOException {
        try (Connection database = DriverManager.getConnection(arguments[0], "offprint", arguments[1]);
                Statement statement = database.createStatement()) {
            Fill fill = new Fill(statement, Path.of(arguments[2]));
            fill.copy();
            fill.records();
            fill.lists();
            fill.searches();
        }
    }

    private void copy() throws SQLException {
        statement.execute("drop schema if exists peers cascade; create schema peers");
        statement.execute("create table peers.article (id uuid primary key, journal uuid, year int, type text,"
                + " language text, published date, title text, updated timestamptz, document text, item text,"
                + " words tsvector generated always as (to_tsvector('simple',"
                + " coalesce(document::jsonb ->> 'title', '') || ' ' || coalesce(document::jsonb ->> 'abstract', '')"
                + " || ' ' || coalesce(document::jsonb ->> 'keywords', ''))) stored)");
        statement.execute("insert into peers.article select article, journal, left(published, 4)::int, json ->> 'type',"
                + " json ->> 'language', rpad(published, 10, '-01-01')::date, json ->> 'title', modified_at, document,"
                + " item from (select *, document::jsonb json, document::jsonb #>> '{dates,published}' published"
                + " from (select article, journal, modified_at, convert_from(document, 'UTF8') document,"
                + " convert_from(summary, 'UTF8') item from published_article where not withdrawn) a) b");
        // Creates indexes for all filters with all sort orders, so that the peers are not limited by missing indexes.
        for (String filter : List.of("journal", "year")) {
            for (String sort : List.of("published", "title", "updated")) {
                statement.execute("create index on peers.article (" + filter + ", " + sort + ", id)");
            }
        }
        statement.execute("create index on peers.article (journal, year)");
        statement.execute("create index on peers.article using gin (words)");
        statement.execute("vacuum analyze peers.article");
    }

    private void records() throws SQLException, IOException {
        List<String> ids = strings("select id::text from peers.article order by md5(id::text)");
        write("ids", ids);
        // The rows are sorted by id.
        write(
                "bodies",
                strings("select json_build_object('journal', journal, 'year', year, 'type', type, 'language', language,"
                        + " 'published', published, 'title', title, 'updated', updated, 'document', document::json,"
                        + " 'item', item::json)::text from peers.article order by md5(id::text) limit 1000"));
        write("records.offprint", ids.stream().map("/v1/articles/"::concat).toList());
        write("records.spring", ids.stream().map("/articles/"::concat).toList());
        write("records.select", ids.stream().map("/articles/"::concat).toList());
    }

    /** Filter values that occur together, with the number of their articles. */
    private record Values(String journal, String year, String type, String language, int articles) {

        private String get(String filter) {
            return switch (filter) {
                case "journal" -> journal;
                case "year" -> year;
                case "type" -> type;
                default -> language;
            };
        }
    }

    private void lists() throws SQLException, IOException {
        List<Values> all = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select journal, year, type, language, count(*) from peers.article"
                + " group by 1, 2, 3, 4 order by 1, 2, 3, 4")) {
            while (rows.next()) {
                all.add(new Values(
                        rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4), rows.getInt(5)));
            }
        }
        Set<String> offprint = new LinkedHashSet<>();
        List<String> spring = new ArrayList<>();
        List<String> select = new ArrayList<>();
        for (int tried = 0; offprint.size() < PATHS && tried < MAX_TRIES; tried++) {
            Values values = pick(all);
            List<String> filters = pick(FILTERS);
            int articles = all.stream()
                    .filter(each -> filters.stream().allMatch(filter -> each.get(filter).equals(values.get(filter))))
                    .mapToInt(Values::articles)
                    .sum();
            int limit = LIMITS[random.nextInt(LIMITS.length)];
            int page = 1 + random.nextInt(Math.min(LARGEST_PAGE, (articles + limit - 1) / limit));
            String sort = pick(SORTS);
            StringBuilder query = new StringBuilder();
            StringBuilder method = new StringBuilder("findBy");
            for (String filter : filters) {
                query.append(filter).append('=').append(values.get(filter)).append('&');
                method.append(method.length() == 6 ? "" : "And");
                method.append(Character.toUpperCase(filter.charAt(0))).append(filter.substring(1));
            }
            String paged = query + "sort=" + sort + "&page=" + page + "&limit=" + limit;
            if (offprint.add("/v1/articles?" + paged)) {
                select.add("/articles?" + paged);
                spring.add("/items/search/" + method + "?" + query + "sort=" + sort.replace("-", "")
                        + (sort.startsWith("-") ? ",desc" : "") + "&page=" + (page - 1) + "&size=" + limit);
            }
        }
        write("lists.offprint", offprint);
        write("lists.spring", spring);
        write("lists.select", select);
    }

    /** Writes searches for one word, and for two words that occur in the same article. */
    private void searches() throws SQLException, IOException {
        List<String> words = strings("select word from ts_stat('select words from peers.article'),"
                + " (select count(*) n from peers.article) articles where word ~ '^[a-z]{4,}$'"
                + " and ndoc between greatest(2, n / 500) and n / 10 order by md5(word)");
        Set<String> eligible = new LinkedHashSet<>(words);
        Set<String> searches = new LinkedHashSet<>(words.subList(0, Math.min(PATHS / 2, words.size())));
        List<String> texts = strings("select array_to_string(tsvector_to_array(words), ' ') from peers.article"
                + " order by md5(id::text) limit 2000");
        for (int tried = 0; searches.size() < PATHS && tried < MAX_TRIES; tried++) {
            List<String> present = new ArrayList<>(List.of(pick(texts).split(" ")));
            present.retainAll(eligible);
            if (present.size() > 1) {
                String first = present.remove(random.nextInt(present.size()));
                searches.add(first + "+" + pick(present));
            }
        }
        // A Zipf distribution requests the first paths most often, so both kinds are mixed.
        List<String> mixed = new ArrayList<>(searches);
        Collections.shuffle(mixed, random);
        write("searches.offprint", mixed.stream().map("/v1/articles?q="::concat).toList());
        write("searches.spring", mixed.stream().map("/items/search/findByWords?size=20&q="::concat).toList());
        write("searches.select", mixed.stream().map("/articles?q="::concat).toList());
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private List<String> strings(String select) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(select)) {
            while (rows.next()) {
                strings.add(rows.getString(1).replace('\n', ' '));
            }
        }
        return strings;
    }

    private void write(String name, Collection<String> lines) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(directory.resolve(name))) {
            for (String line : lines) {
                writer.write(line);
                writer.write('\n');
            }
        }
    }
}
