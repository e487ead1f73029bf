package org.offprint.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.offprint.platform.database.embedded.Records;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/**
 * Measures the response time for a reader of an article while twenty clients send the most expensive requests of a
 * kind, or while connections send many requests and read no response. Arguments: the address of the service, its admin
 * key, seconds per kind, the process id of the service, and a regular expression that selects kinds.
 */
final class Hostile {

    private static final int CLIENTS = 20;
    private static final String LIST = "/v1/articles?limit=100";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private volatile boolean isOver;

    private Hostile() {}

    public static void main(String... arguments) throws Exception {
        WorstRequests worst = new WorstRequests(arguments[0], arguments[1]);
        long seconds = Long.parseLong(arguments[2]);
        HttpRequest read = HttpRequest.newBuilder(worst.read()).timeout(Duration.ofSeconds(30)).build();
        times("warming up", read, 10, Map.of());
        times("alone", read, seconds, Map.of());
        Path status = Path.of("/proc/" + arguments[3] + "/status");
        String wanted = arguments.length > 4 ? arguments[4] : "";
        for (Map.Entry<String, IntFunction<HttpRequest>> kind : worst.kinds().entrySet()) {
            if (!kind.getKey().matches(".*(" + wanted + ").*")) {
                continue;
            }
            new Hostile().beside(kind.getKey(), kind.getValue(), read, seconds);
        }
        Client editor = Client.at(arguments[0], arguments[1]);
        String journal = Records.journal(editor);
        Workers.share(2, 100, number -> Records.published(editor, journal));
        URI service = URI.create(arguments[0]);
        for (int connections : new int[] {4, 50}) {
            Map<String, Attack> attacks = new LinkedHashMap<>();
            attacks.put("pipelined lists", clients -> clients.pipeline(connections, 5_000, LIST));
            attacks.put("pipelined contracts", clients -> clients.pipeline(connections, 5_000, "/openapi"));
            attacks.put("streams without a window", clients -> clients.streams(connections, 3_000, LIST));
            attacks.put("slow exports", clients -> clients.readSlowly(connections, 2, "/v1/exports/articles.jsonl.gz"));
            for (Map.Entry<String, Attack> attack : attacks.entrySet()) {
                String name = attack.getKey() + " on " + connections + " connections";
                if (name.matches(".*(" + wanted + ").*")) {
                    beside(name, attack.getValue(), service, read, seconds, status);
                }
            }
        }
        System.exit(0);
    }

    /** Opens connections of rude clients. */
    private interface Attack {
        void begin(RudeClients clients) throws IOException;
    }

    private static void beside(
            String name, Attack attack, URI service, HttpRequest read, long seconds, Path status) throws Exception {
        // The list is cached after a few requests.
        for (int i = 0; i < 5; i++) {
            status(HttpRequest.newBuilder(service.resolve(LIST)).build());
        }
        long before = residentMegabytes(status);
        long during;
        try (RudeClients clients = new RudeClients(service)) {
            attack.begin(clients);
            times(name, read, seconds, Map.of());
            during = residentMegabytes(status);
        }
        Thread.sleep(5_000);
        System.out.printf("%-52s memory %d MB before, %d MB during, %d MB 5 s after%n", name, before, during,
                residentMegabytes(status));
    }

    private static long residentMegabytes(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .sum();
    }

    private void beside(String kind, IntFunction<HttpRequest> requests, HttpRequest read, long seconds)
            throws Exception {
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            HttpRequest request = requests.apply(i);
            Thread client = new Thread(() -> {
                while (!isOver) {
                    int status = status(request);
                    synchronized (statuses) {
                        statuses.merge(status, 1, Integer::sum);
                    }
                }
            });
            client.start();
            clients.add(client);
        }
        Thread.sleep(2_000);
        times(kind, read, seconds, statuses);
        isOver = true;
        for (Thread client : clients) {
            client.join(60_000);
        }
    }

    /** Reads for some seconds, at most a hundred times per second, and prints the response times. */
    private static void times(String kind, HttpRequest read, long seconds, Map<Integer, Integer> statuses)
            throws Exception {
        List<Double> millis = new ArrayList<>();
        int failed = 0;
        for (long end = System.nanoTime() + seconds * 1_000_000_000L; System.nanoTime() < end; ) {
            long began = System.nanoTime();
            failed += status(read) == 200 ? 0 : 1;
            millis.add((System.nanoTime() - began) / 1e6);
            Thread.sleep(10);
        }
        millis.sort(null);
        synchronized (statuses) {
            System.out.printf(
                    "%-52s p50 %8.1f  p99 %8.1f  longest %8.1f ms, %d failed of %d; responses to the clients"
                            + " %s%n",
                    kind,
                    millis.get(millis.size() / 2),
                    millis.get(millis.size() * 99 / 100),
                    millis.get(millis.size() - 1),
                    failed,
                    millis.size(),
                    statuses);
        }
    }

    /**
     * Returns the status of the response and discards its body. Returns 0 if the connection ended without a response.
     */
    private static int status(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
