package org.offprint.platform.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Client;
import org.offprint.web.api.Concurrently;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

@QuarkusTest
class ConcurrentWritersTest {

    private static final int WRITERS = 8;

    /** Maximum number of writers that use a database connection: three fifths of the connection pool. */
    private static final int MOST_WITH_A_CONNECTION = 12;

    private static final int MORE_THAN_CONNECTIONS = 30;

    @Inject
    Sql sql;

    private final Client editor = Client.here();

    @Test
    void only_one_of_several_concurrent_updates_with_the_same_etag_succeeds() {
        String path = "/v1/articles/" + Fixtures.article(Fixtures.journal());
        for (int round = 0; round < 5; round++) {
            String etag = editor.get(path).header("ETag");
            List<Client.Reply> replies = all(number -> editor.patch(
                    path, Fixtures.object().put("subtitle", Fixtures.unique("Number " + number)), "If-Match", etag));
            assertStatuses(200, 412, replies);
            Client.Reply winner = replies.stream()
                    .filter(reply -> reply.status() == 200)
                    .findFirst()
                    .orElseThrow();
            Client.Reply now = editor.get(path);
            assertEquals(winner.header("ETag"), now.header("ETag"));
            assertEquals(winner.body(), now.body());
        }
    }

    @Test
    void writers_that_wait_for_a_locked_record_do_not_use_up_the_connections_of_readers() {
        String waitedFor = Fixtures.article(Fixtures.journal());
        String read = Fixtures.article(Fixtures.journal());
        Fixtures.publish(read);
        List<CompletableFuture<Client.Reply>> writers = new ArrayList<>();
        QuarkusTransaction.requiringNew().run(() -> {
            sql.list("select from article where id = ?::uuid for update", row -> null, waitedFor);
            for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
                String subtitle = "Number " + i;
                writers.add(CompletableFuture.supplyAsync(
                        () -> editor.patch(
                                "/v1/articles/" + waitedFor, Fixtures.object().put("subtitle", subtitle)),
                        task -> new Thread(task).start()));
            }
            Workers.await(
                    Duration.ofSeconds(5),
                    "the maximum number of writers waits with a connection",
                    () -> waiting() >= MOST_WITH_A_CONNECTION);
            // Without a limit, the remaining writers would have taken a connection by now.
            Workers.pause(500);

            Client reader = editor.anonymous();
            reader.get("/v1/changes?limit=1").expect(200);
            reader.get("/v1/articles/" + read + "/versions").expect(200);
        });
        writers.forEach(writer -> writer.join().expect(200));
    }

    /**
     * Returns the number of database connections that wait for a lock. Uses a separate transaction, because PostgreSQL
     * statistics do not change within a transaction.
     */
    private int waiting() {
        return QuarkusTransaction.requiringNew().call(() -> sql.first(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database()",
                        row -> row.getInt(1))
                .orElseThrow());
    }

    @Test
    void several_concurrent_publication_requests_create_a_single_version() {
        String path = "/v1/articles/" + Fixtures.article(Fixtures.journal());
        String etag = editor.get(path).header("ETag");
        assertStatuses(200, 412, all(number -> editor.put(path + "/publication", null, "If-Match", etag)));
        List<Client.Reply> again = all(number -> editor.put(path + "/publication", null));
        assertEquals(
                Collections.nCopies(WRITERS, 200),
                again.stream().map(Client.Reply::status).toList());
        assertEquals(
                1,
                editor.get(path + "/versions").expect(200).body().get("items").size());
    }

    @Test
    void only_one_of_several_concurrent_requests_can_use_a_new_doi_or_slug_or_issn() {
        String journal = Fixtures.journal();
        String doi = "10.5555/" + Fixtures.unique("wanted").replace(' ', '.');
        assertStatuses(
                201, 409, all(number -> post("/v1/articles", article(journal).put("doi", doi))));
        String slug = Fixtures.unique("wanted").replace(' ', '-');
        assertStatuses(
                201, 409, all(number -> post("/v1/articles", article(journal).put("slug", slug))));
        assertStatuses(201, 409, all(number -> post("/v1/journals", journal().put("slug", slug))));
        String issn = Fixtures.issn();
        assertStatuses(201, 409, all(number -> {
            ObjectNode titled = journal();
            titled.putArray("issns").addObject().put("type", "print").put("value", issn);
            return post("/v1/journals", titled);
        }));
        String ror = Fixtures.ror();
        assertStatuses(
                201,
                409,
                all(number -> post(
                        "/v1/affiliations",
                        Fixtures.object().put("name", "Wanted").put("ror", ror))));
    }

    @Test
    void records_with_the_same_title_created_concurrently_get_different_slugs() {
        String journal = Fixtures.journal();
        String title = Fixtures.unique("Editorial");
        List<Client.Reply> replies =
                all(number -> post("/v1/articles", article(journal).put("title", title)));
        assertEquals(WRITERS, slugs(replies));
        assertEquals(WRITERS, slugs(all(number -> post("/v1/journals", journal().put("title", title)))));
    }

    @Test
    void concurrent_requests_with_the_same_idempotency_key_create_one_record() {
        String journal = Fixtures.journal();
        ObjectNode body = article(journal);
        String key = Fixtures.unique("key");
        List<Client.Reply> replies = all(number -> editor.post("/v1/articles", body, "Idempotency-Key", key));
        List<Client.Reply> made =
                replies.stream().filter(reply -> reply.status() == 201).toList();
        assertTrue(!made.isEmpty());
        for (Client.Reply reply : replies) {
            if (reply.status() == 201) {
                assertEquals(made.get(0).body(), reply.body());
                assertEquals(made.get(0).header("Location"), reply.header("Location"));
            } else {
                assertEquals("1", reply.expect(409).header("Retry-After"));
            }
        }
        assertEquals(
                1L,
                sql.first(
                                "select count(*) from article where body ->> 'title' = ?",
                                row -> row.getLong(1),
                                body.get("title").textValue())
                        .orElseThrow());
    }

    private static long slugs(List<Client.Reply> replies) {
        return replies.stream()
                .map(reply -> reply.expect(201).body().get("slug").textValue())
                .distinct()
                .count();
    }

    private Client.Reply post(String collection, ObjectNode record) {
        return editor.post(collection, record);
    }

    private static ObjectNode article(String journal) {
        return Fixtures.object()
                .put("journal", journal)
                .put("title", Fixtures.unique("Article"))
                .put("language", "en")
                .put("type", "research-article");
    }

    private static ObjectNode journal() {
        return Fixtures.object().put("title", Fixtures.unique("Journal")).put("language", "en");
    }

    /** Starts all writers at the same time and returns their replies. */
    @SuppressWarnings("unchecked")
    private static List<Client.Reply> all(IntFunction<Client.Reply> writer) {
        return Concurrently.run(java.util.stream.IntStream.range(0, WRITERS)
                .mapToObj(number -> (java.util.concurrent.Callable<Client.Reply>) () -> writer.apply(number))
                .toArray(java.util.concurrent.Callable[]::new));
    }

    private static void assertStatuses(int ofOne, int ofOthers, List<Client.Reply> replies) {
        List<Integer> statuses =
                replies.stream().map(Client.Reply::status).sorted().toList();
        List<Integer> expected = new java.util.ArrayList<>(List.of(ofOne));
        expected.addAll(Collections.nCopies(replies.size() - 1, ofOthers));
        assertEquals(expected, statuses, replies::toString);
    }
}
