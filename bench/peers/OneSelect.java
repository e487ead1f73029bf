import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Serves articles with PostgreSQL only: each request is one statement, and its rows are sent unchanged. Responses are
 * compressed for clients that accept gzip.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/peers/OneSelect.java <port> <database URL> <password>}
 */
public class OneSelect {

    private static final int CONNECTIONS = 16;
    private static final String BY_ID = "select document, 1 from article where id = ?";
    private static final String LIST = "select item, count(*) over () from article where ";
    private static final String SEARCH = "select item, count(*) over () from article"
            + " where words @@ plainto_tsquery('simple', ?)"
            + " order by ts_rank(words, plainto_tsquery('simple', ?)) desc, id limit 20";
    private static final String INSERT = "insert into article"
            + " (id, journal, year, type, language, published, title, updated, document, item)"
            + " select gen_random_uuid(), (a ->> 'journal')::uuid, (a ->> 'year')::int, a ->> 'type', a ->> 'language',"
            + " (a ->> 'published')::date, a ->> 'title', (a ->> 'updated')::timestamptz, a ->> 'document', a ->> 'item'"
            + " from (select ?::jsonb a) sent returning '{}', 1";
    private static final String UPDATE = "update article set title = a ->> 'title', document = a ->> 'document',"
            + " item = a ->> 'item', updated = now() from (select ?::jsonb a) sent where id = ? returning '{}', 1";

    /** Sort orders of lists, by the value of the parameter {@code sort}. */
    private static final Map<String, String> SORTS = Map.of(
            "published", "published",
            "-published", "published desc",
            "title", "title",
            "-updated", "updated desc");

    private static String url;
    private static String password;
    private static final ThreadLocal<Map<String, PreparedStatement>> STATEMENTS =
            ThreadLocal.withInitial(HashMap::new);
    private static final ThreadLocal<Connection> CONNECTION = ThreadLocal.withInitial(OneSelect::connection);

    public static void main(String... arguments) {
        url = arguments[1] + "&binaryTransfer=true&prepareThreshold=1";
        password = arguments[2];
        Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(CONNECTIONS));
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setCompressionSupported(true))
                    .requestHandler(request -> request.body()
                            .compose(body -> vertx.executeBlocking(() -> answer(request, body), false))
                            .onSuccess(bytes -> request.response()
                                    .putHeader("Content-Type", "application/json")
                                    .end(Buffer.buffer(bytes)))
                            .onFailure(failure ->
                                    request.response().setStatusCode(500).end(failure.toString())))
                    .listen(Integer.parseInt(arguments[0]));
        }
    }

    private static byte[] answer(HttpServerRequest request, Buffer body) throws SQLException, IOException {
        if (request.method().name().equals("POST")) {
            return rows(INSERT, false, body.toString());
        } else if (request.getParam("q") != null) {
            return rows(SEARCH, true, request.getParam("q"), request.getParam("q"));
        } else if (request.getParam("sort") != null) {
            return list(request);
        }
        String path = request.path();
        UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        return request.method().name().equals("PUT")
                ? rows(UPDATE, false, body.toString(), id)
                : rows(BY_ID, false, id);
    }

    private static byte[] list(HttpServerRequest request) throws SQLException, IOException {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (String filter : List.of("journal", "year", "type", "language")) {
            String value = request.getParam(filter);
            if (value != null) {
                conditions.add(filter + " = ?");
                values.add(filter.equals("journal") ? UUID.fromString(value) : filter.equals("year") ? Integer.valueOf(value) : value);
            }
        }
        int limit = Integer.parseInt(request.getParam("limit"));
        values.add(limit);
        values.add(limit * (Integer.parseInt(request.getParam("page")) - 1));
        String sort = SORTS.get(request.getParam("sort"));
        return rows(
                LIST + String.join(" and ", conditions) + " order by " + sort + ", id limit ? offset ?",
                true,
                values.toArray());
    }

    private static byte[] rows(String statement, boolean isList, Object... parameters) throws SQLException, IOException {
        PreparedStatement prepared = STATEMENTS.get().get(statement);
        if (prepared == null) {
            prepared = CONNECTION.get().prepareStatement(statement);
            STATEMENTS.get().put(statement, prepared);
        }
        for (int i = 0; i < parameters.length; i++) {
            prepared.setObject(i + 1, parameters[i]);
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        long total = 0;
        if (isList) {
            answer.write("{\"items\":[".getBytes(StandardCharsets.UTF_8));
        }
        try (ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
                answer.write(total == 0 ? new byte[0] : new byte[] {','});
                answer.write(rows.getBytes(1));
                total = rows.getLong(2);
            }
        }
        if (isList) {
            answer.write(("],\"total\":" + total + "}").getBytes(StandardCharsets.UTF_8));
        }
        return answer.toByteArray();
    }

    private static Connection connection() {
        try {
            return DriverManager.getConnection(url, "offprint", password);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
