package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/**
 * Tests that a service with a 512 MB heap withstands the most expensive request of each kind, sent by many clients
 * concurrently.
 */
class HostileLoadIT {

    private static final int CLIENTS = Nightly.or(3, 20);
    private static final int ROUNDS = Nightly.or(1, 2);
    private static final Set<Integer> BUSY = Set.of(429, 503);

    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void concurrent_expensive_requests_do_not_crash_the_service_or_affect_readers() {
        try (ServiceProcess service = Records.service(data, Map.of(ServiceProcess.HEAP, "512m"))) {
            WorstRequests worst = new WorstRequests(service.url(), Client.ADMIN_KEY);
            HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            Map<String, String> wrong = new ConcurrentSkipListMap<>();
            Map<String, Map<Integer, Integer>> statuses = new TreeMap<>();
            AtomicInteger read = new AtomicInteger();
            Thread reader = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    int status = status(
                            http,
                            HttpRequest.newBuilder(worst.read())
                                    .timeout(Duration.ofSeconds(60))
                                    .build(),
                            wrong,
                            "a reader beside them");
                    if (status == 200) {
                        read.incrementAndGet();
                    } else if (status > 0) {
                        wrong.putIfAbsent("a reader beside them", status + "");
                    }
                }
            });
            reader.start();
            for (Map.Entry<String, IntFunction<HttpRequest>> kind :
                    worst.kinds().entrySet()) {
                Map<Integer, Integer> seen = new ConcurrentSkipListMap<>();
                Workers.share(CLIENTS, CLIENTS * ROUNDS, number -> {
                    int status = status(http, kind.getValue().apply(number), wrong, kind.getKey());
                    seen.merge(status, 1, Integer::sum);
                    if (status >= 500 && !BUSY.contains(status)) {
                        wrong.putIfAbsent(kind.getKey(), status + "");
                    }
                    return status;
                });
                statuses.put(kind.getKey(), seen);
                assertTrue(service.isAlive(), () -> kind.getKey() + " ended the service: " + service.output());
            }
            reader.interrupt();
            assertEquals(Map.of(), wrong, () -> "responses by kind: " + statuses);
            assertTrue(read.get() > statuses.size(), read + " reads");
            assertFalse(service.output().contains("OutOfMemoryError"), service::output);
            assertFalse(service.output().contains("StackOverflowError"), service::output);
            Workers.await(
                    Duration.ofSeconds(60),
                    "the service is ready again",
                    () -> Client.at(service.url())
                                    .anonymous()
                                    .get("/q/health/ready")
                                    .status()
                            == 200);
        }
    }

    /** Sends a request and returns the status of the response, or 0 if there was no response. Discards the body. */
    private static int status(HttpClient http, HttpRequest request, Map<String, String> wrong, String kind) {
        try {
            HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
            return answer.statusCode();
        } catch (IOException e) {
            wrong.putIfAbsent(kind, e.toString());
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
