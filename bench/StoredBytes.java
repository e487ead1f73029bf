import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Baseline of the HTTP server and the database driver: reads the stored bytes of an article with one indexed statement
 * and returns them. The last path segment identifies the article. Uses as many threads as connections.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/StoredBytes.java <port> <data directory of the service>}
 */
public class StoredBytes {

    private static final int CONNECTIONS = 8;
    private static final String SELECT = "select content from compressed_document where article = ?";

    private static String url;
    private static String password;
    private static final ThreadLocal<PreparedStatement> STATEMENT = ThreadLocal.withInitial(StoredBytes::prepare);

    public static void main(String... arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        String port = Files.readAllLines(data.resolve("data/postmaster.pid")).get(3);
        password = Files.readString(data.resolve("password")).strip();
        url = "jdbc:postgresql://127.0.0.1:" + port + "/offprint?binaryTransfer=true&prepareThreshold=1";
        Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(CONNECTIONS));
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                    .requestHandler(request -> vertx.executeBlocking(() -> stored(request.path()), false)
                            .onSuccess(bytes -> request.response()
                                    .putHeader("Content-Type", "application/json")
                                    .putHeader("Content-Encoding", "gzip")
                                    .end(Buffer.buffer(bytes)))
                            .onFailure(failure ->
                                    request.response().setStatusCode(500).end(failure.toString())))
                    .listen(Integer.parseInt(arguments[0]));
        }
    }

    private static PreparedStatement prepare() {
        try {
            Connection connection = DriverManager.getConnection(url, "offprint", password);
            return connection.prepareStatement(SELECT);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] stored(String path) throws SQLException {
        PreparedStatement statement = STATEMENT.get();
        statement.setObject(1, UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBytes(1);
        }
    }
}
