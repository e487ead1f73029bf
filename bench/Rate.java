import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How long answers take at a fixed rate.
 *
 * <p>{@code java -cp 'target/quarkus-app/lib/main/*' bench/Rate.java <url> <paths> <requests a second> <seconds> [<agents>
 * [<header>]]}
 * sends the paths of a file at fixed times, whatever the answers take, and measures from those times, so that a stall counts
 * for all that it delays. One thread sends and reads, because it takes its time from the same processors as the service.
 * With a file of user agents, requests are those of browsers: the agents take turns, and ask for compressed HTML, with one
 * more header where it is given ({@code Name: value}).
 */
public class Rate {

    private static final int CONNECTIONS = 64;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final HttpClient http;
    private final List<String> paths;
    private final List<String> agents;
    private final String[] header;

    /** @param header name and value; null for none */
    Rate(URI url, List<String> paths, List<String> agents, String[] header) {
        http = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(url.getHost())
                .setDefaultPort(url.getPort())
                .setMaxPoolSize(CONNECTIONS));
        this.paths = paths;
        this.agents = agents;
        this.header = header;
    }

    public static void main(String... arguments) throws Exception {
        Rate rate = new Rate(
                URI.create(arguments[0]),
                Files.readAllLines(Path.of(arguments[1])),
                arguments.length > 4 ? Files.readAllLines(Path.of(arguments[4])) : List.of(),
                arguments.length > 5 ? arguments[5].split(": ", 2) : null);
        double perSecond = Double.parseDouble(arguments[2]);
        int seconds = Integer.parseInt(arguments[3]);
        // This side has to warm up too: what it waits for itself would be counted.
        rate.send(perSecond / 2, seconds);
        Times times = rate.send(perSecond, seconds);
        long[] nanos = times.nanos();
        int many = nanos.length;
        System.out.printf(
                Locale.ROOT,
                "%.0f/s: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, longest %.1f ms, %d failed%n",
                perSecond,
                nanos[many / 2] / 1e6,
                nanos[many * 95 / 100] / 1e6,
                nanos[many * 99 / 100] / 1e6,
                nanos[many - 1] / 1e6,
                times.failed());
        rate.vertx.close();
    }

    /** What answers took, in order of length. */
    private record Times(long[] nanos, int failed) {}

    private Times send(double perSecond, int seconds) throws InterruptedException {
        int many = (int) (perSecond * seconds);
        long[] nanos = new long[many];
        AtomicInteger failed = new AtomicInteger();
        CountDownLatch answered = new CountDownLatch(many);
        long start = System.nanoTime() + 100_000_000;
        for (int i = 0; i < many; i++) {
            int number = i;
            long due = start + (long) (i * 1e9 / perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            context.runOnContext(now -> http.request(HttpMethod.GET, paths.get(number % paths.size()))
                    .compose(request -> asBrowser(request, number).send())
                    .compose(answer -> answer.body().map(answer))
                    .map(HttpClientResponse::statusCode)
                    .onComplete(status -> {
                        nanos[number] = System.nanoTime() - due;
                        if (status.failed() || status.result() != 200) {
                            failed.incrementAndGet();
                        }
                        answered.countDown();
                    }));
        }
        answered.await();
        Arrays.sort(nanos);
        return new Times(nanos, failed.get());
    }

    private HttpClientRequest asBrowser(HttpClientRequest request, int number) {
        if (agents.isEmpty()) {
            return request;
        }
        if (header != null) {
            request.putHeader(header[0], header[1]);
        }
        return request.putHeader("Accept", "text/html")
                .putHeader("Accept-Encoding", "gzip")
                // Each path is asked for by all of them.
                .putHeader("User-Agent", agents.get((number / paths.size() + number) % agents.size()));
    }
}
