import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how slow, disconnecting, numerous or waiting harvesters affect the response times of a reader. See
 * harvest.sh.
 */
public class Rude {

    private static final int CLIENTS = 50;
    private static final int CRAWLERS = 120;
    private static final long WARM_NANOS = 2_000_000_000L;
    private static final long MEASURED_NANOS = 8_000_000_000L;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final String article;
    private final String key;
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean over;

    private Rude(String base, String article, String key) {
        this.base = URI.create(base);
        this.article = article;
        this.key = key;
    }

    /** Arguments: base address, id of an article, admin key. */
    public static void main(String[] arguments) throws Exception {
        Rude rude = new Rude(arguments[0], arguments[1], arguments[2]);
        System.out.printf("GET /v1/articles/{id} without other clients: %s%n", rude.reading());
        rude.beside(CLIENTS + " clients that read nothing of a page or an export", rude::askAll);
        rude.beside(CRAWLERS + " clients that read nothing of a sitemap", rude::askForSitemap);
        rude.beside(CLIENTS + " clients that read one byte per second of a page or an export", () -> {
            rude.askAll();
            rude.work(1, rude::takeOneOfEach);
        });
        rude.beside("clients that disconnect during the response, " + CLIENTS + " at a time", () -> rude.work(CLIENTS, rude::hangUp));
        rude.beside(CLIENTS + " connections that request page after page", () -> rude.work(CLIENTS, rude::takePage));
        rude.waiting();
        rude.checkNothingIsLeft();
    }

    private interface Doing {
        void run() throws Exception;
    }

    private void beside(String whom, Doing begin) throws Exception {
        over = false;
        done.set(0);
        begin.run();
        Thread.sleep(2_000);
        String reading = reading();
        long asked = System.nanoTime();
        int status = HTTP.send(request("/oai?verb=ListRecords&metadataPrefix=oai_dc").build(), BodyHandlers.discarding())
                .statusCode();
        System.out.printf("with %s: %s; a page of ListRecords (%d) %.1f ms; they completed %,d operations%n",
                whom, reading, status, (System.nanoTime() - asked) / 1e6, done.get());
        over = true;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
        Thread.sleep(2_000);
    }

    private final AtomicLong done = new AtomicLong();

    private void work(int threads, Doing what) {
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                try {
                    while (!over) {
                        what.run();
                        done.incrementAndGet();
                    }
                } catch (Exception e) {
                    if (!over) {
                        System.out.println("a client failed: " + e);
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    private Socket ask(String path, String more) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        OutputStream out = socket.getOutputStream();
        out.write(("GET " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n" + more + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static String large(long number) {
        return number % 2 == 0 ? "/oai?verb=ListRecords&metadataPrefix=oai_dc" : "/v1/exports/articles.jsonl.gz";
    }

    private void askAll() throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            sockets.add(ask(large(i), ""));
        }
    }

    private void askForSitemap() throws Exception {
        String index = HTTP.send(request("/sitemap.xml").build(), BodyHandlers.ofString()).body();
        String first = index.replaceAll("(?s).*?<loc>https?://[^/]*(/[^<]*)</loc>.*", "$1");
        for (int i = 0; i < CRAWLERS; i++) {
            sockets.add(ask(first, ""));
        }
    }

    private void takeOneOfEach() throws Exception {
        for (Socket socket : sockets) {
            InputStream in = socket.getInputStream();
            if (in.available() > 0) {
                in.read();
            }
        }
        Thread.sleep(1_000);
    }

    private void hangUp() throws Exception {
        try (Socket socket = ask(large(done.get()), "Connection: close\r\n")) {
            socket.setSoLinger(true, 0);
            socket.getInputStream().readNBytes(10_000);
        }
    }

    private void takePage() throws Exception {
        HTTP.send(request("/oai?verb=ListRecords&metadataPrefix=oai_dc").build(), BodyHandlers.discarding());
    }

    /** Measures a reader while 500 clients wait for the next change, and the time until all of them receive one. */
    private void waiting() throws Exception {
        String monitor = HTTP.send(
                        request("/v1/exports/articles.jsonl.gz").method("HEAD", BodyPublishers.noBody()).build(),
                        BodyHandlers.discarding())
                .headers()
                .firstValue("Link")
                .orElseThrow();
        String path = monitor.substring(1, monitor.indexOf('>'));
        for (int i = 0; i < 500; i++) {
            sockets.add(ask(path, "Prefer: wait=50\r\nConnection: close\r\n"));
        }
        Thread.sleep(3_000);
        System.out.printf("with 500 clients waiting for a change: %s%n", reading());
        long asked = System.nanoTime();
        HttpResponse<String> withdrawal = HTTP.send(
                request("/v1/articles/" + article + "/withdrawal")
                        .header("Authorization", "Bearer " + key)
                        .header("If-Match", "*")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"reason\":\"A measurement.\"}"))
                        .build(),
                BodyHandlers.ofString());
        if (withdrawal.statusCode() != 200) {
            throw new IllegalStateException("the withdrawal returned " + withdrawal.statusCode());
        }
        int told = 0;
        for (Socket socket : sockets) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            told += answer.contains(article) ? 1 : 0;
            socket.close();
        }
        System.out.printf("%d of 500 clients notified %.2f s after the withdrawal request%n", told,
                (System.nanoTime() - asked) / 1e9);
    }

    /** Prints metrics that show whether all slots and threads have been released. */
    private void checkNothingIsLeft() throws Exception {
        String metrics = HTTP.send(
                        request("/q/metrics").header("Authorization", "Bearer " + key).build(), BodyHandlers.ofString())
                .body();
        metrics.lines()
                .filter(line -> line.matches("(offprint_export_streams|offprint_changes_waiting|jvm_threads_live).*"))
                .forEach(line -> System.out.println("afterwards: " + line));
    }

    private String reading() throws Exception {
        HttpRequest request = request("/v1/articles/" + article).build();
        long[] nanos = new long[1_000_000];
        int count = 0;
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < WARM_NANOS + MEASURED_NANOS && count < nanos.length) {
            long asked = System.nanoTime();
            int status = HTTP.send(request, BodyHandlers.ofByteArray()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("the article returned " + status);
            }
            if (asked - begun > WARM_NANOS) {
                nanos[count++] = System.nanoTime() - asked;
            }
        }
        Arrays.sort(nanos, 0, count);
        return String.format("p50 %.2f ms, p99 %.2f ms, at most %.0f ms of %,d", nanos[count / 2] / 1e6,
                nanos[count * 99 / 100] / 1e6, nanos[count - 1] / 1e6, count);
    }
}
