package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.platform.webhooks.Receiver;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Kills the service and the webhook receiver alternately. Each event must be delivered with a valid signature. */
class WebhookKillIT {

    private static final Logger LOG = Logger.getLogger(WebhookKillIT.class);

    private static final int ROUNDS = Nightly.or(1, 6);

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "OFFPRINT_SECRETS_KEY", "c3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3M=",
            "OFFPRINT_WEBHOOKS_NEAR_RECEIVERS", "true");

    private final Path data = TestDatabase.temporaryDirectory();
    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private final List<Receiver.Received> received = new CopyOnWriteArrayList<>();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void every_webhook_event_is_delivered_with_a_valid_signature_despite_kills() throws Exception {
        Instant start = Instant.now();
        String began = start.toString();
        Receiver receiver = new Receiver();
        int port = receiver.port();
        String webhook = null;
        String secret = null;
        String journal = null;
        for (int round = 0; round < ROUNDS; round++) {
            try (ServiceProcess service = Records.answering(data, ENVIRONMENT)) {
                Client editor = Client.at(service.url());
                if (webhook == null) {
                    ObjectNode wanted = Fixtures.object().put("url", receiver.url());
                    wanted.putArray("types").add("article.published");
                    JsonNode made =
                            editor.post("/v1/webhooks", wanted).expect(201).body();
                    webhook = made.at("/links/self").textValue();
                    secret = made.path("secret").textValue();
                    journal = Records.journal(editor);
                }
                int before = published.size();
                String in = journal;
                Thread writer = new Thread(() -> write(editor, in));
                writer.start();
                Workers.await(
                        Duration.ofSeconds(60), "some articles are published", () -> published.size() > before + 10);
                receiver = killed(receiver, port, secret, 300 + 200 * round);
                Workers.pause(150L * round);
                service.kill9();
                writer.join();
            }
        }
        try (ServiceProcess service = Records.answering(data, ENVIRONMENT)) {
            Client editor = Client.at(service.url());
            String path = webhook;
            Receiver last = receiver;
            // Without a recovery, failed deliveries are retried only after several minutes, and deliveries of a killed
            // node after one minute.
            Workers.await(Duration.ofSeconds(150), "all events are delivered", () -> {
                editor.post(path + "/recoveries", Fixtures.object().put("since", began))
                        .expect(200);
                return of(editor, path, "") == published(service)
                        && of(editor, path, "?state=delivered") == published(service);
            });
            last.close();
            keep(last, secret);
        }
        Map<String, String> ids = new HashMap<>();
        for (Receiver.Received each : received) {
            assertEquals("article.published", each.type());
            String article = each.json().at("/data/id").textValue();
            String id = each.header("webhook-id");
            assertEquals(id, ids.computeIfAbsent(article, absent -> id), "an event has several ids");
        }
        LOG.infof(
                "%d events in %d requests, %d kills of each side, %d seconds",
                ids.size(),
                received.size(),
                ROUNDS,
                Duration.between(start, Instant.now()).toSeconds());
        published.removeAll(ids.keySet());
        assertEquals(Set.of(), published, "articles without a delivered event");
    }

    private static long published(ServiceProcess service) {
        try (Connection connection = service.login().connect("offprint")) {
            return Records.number(connection, "select count(*) from published_article");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long of(Client editor, String webhook, String query) {
        return editor.get(webhook + "/deliveries" + query)
                .expect(200)
                .body()
                .path("total")
                .longValue();
    }

    /** Closes a receiver while it handles requests, and starts another receiver on the same port after a pause. */
    private Receiver killed(Receiver receiver, int port, String secret, long pause) {
        receiver.close();
        keep(receiver, secret);
        Workers.pause(pause);
        return new Receiver(port);
    }

    /**
     * Verifies the events immediately, because the Standard Webhooks library rejects timestamps older than five
     * minutes.
     */
    private void keep(Receiver receiver, String secret) {
        for (Receiver.Received each : receiver.received()) {
            assertTrue(each.isSignedWith(secret), "the signature is invalid");
            received.add(each);
        }
    }

    /** Publishes articles until the service has been killed. */
    private void write(Client editor, String journal) {
        try {
            while (true) {
                String article = Records.id(editor.post("/v1/articles", Records.article(journal)));
                editor.put("/v1/articles/" + article + "/publication", null).expect(200);
                published.add(article);
            }
        } catch (RuntimeException | AssertionError e) {
            // The service was killed.
        }
    }
}
