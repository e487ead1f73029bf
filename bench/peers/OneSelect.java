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
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Serves articles with PostgreSQL only: each request is one statement, and its rows are sent unchanged.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/peers/OneSelect.java <port> <database URL> <password>}
 */
public class OneSelect {

    private static final int CONNECTIONS = 16;
    private static final String BY_ID = "select document, 1 from article where id = ?";
    private static final String LIST = "select document, count(*) over () from article where year = ? and type = ?"
            + " order by published desc, id limit 20 offset ?";
    private static final String SEARCH = "select document, count(*) over () from article"
            + " where words @@ plainto_tsquery('simple', ?)"
            + " order by ts_rank(words, plainto_tsquery('simple', ?)) desc, id limit 20";
    private static final String INSERT = "insert into article (id, year, type, published, document)"
            + " select gen_random_uuid(), (a ->> 'year')::int, a ->> 'type', (a ->> 'published')::date, a ->> 'document'"
            + " from (select ?::jsonb a) sent returning '{}', 1";

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
            vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
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
        } else if (request.getParam("year") != null) {
            int page = Integer.parseInt(request.getParam("page"));
            return rows(LIST, true, Integer.valueOf(request.getParam("year")), request.getParam("type"), 20 * page);
        }
        String path = request.path();
        return rows(BY_ID, false, UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
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
