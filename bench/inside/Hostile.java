package org.offprint.process;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Measures the response time for a reader of an article while twenty clients send the most expensive requests of a
 * kind. Arguments: the address of the service, its admin key, seconds per kind, and a regular expression that selects
 * kinds.
 */
final class Hostile {

    private static final int CLIENTS = 20;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private volatile boolean isOver;

    private Hostile() {}

    public static void main(String... arguments) throws Exception {
        WorstRequests worst = new WorstRequests(arguments[0], arguments[1]);
        long seconds = Long.parseLong(arguments[2]);
        HttpRequest read = HttpRequest.newBuilder(worst.read()).build();
        times("warming up", read, 10, Map.of());
        times("alone", read, seconds, Map.of());
        String wanted = arguments.length > 3 ? arguments[3] : "";
        for (Map.Entry<String, IntFunction<HttpRequest>> kind : worst.kinds().entrySet()) {
            if (!kind.getKey().matches(".*(" + wanted + ").*")) {
                continue;
            }
            new Hostile().beside(kind.getKey(), kind.getValue(), read, seconds);
        }
        System.exit(0);
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
