import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Baseline of the HTTP server: returns the bytes of a file from memory for every request.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/Baseline.java <port> <file>}
 */
public class Baseline {

    public static void main(String... arguments) throws Exception {
        Buffer body = Buffer.buffer(Files.readAllBytes(Path.of(arguments[1])));
        Vertx vertx = Vertx.vertx();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                    .requestHandler(request -> request.response()
                            .putHeader("Content-Type", "application/json")
                            .putHeader("ETag", "\"baseline\"")
                            .end(body))
                    .listen(Integer.parseInt(arguments[0]));
        }
    }
}
