package org.offprint.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.NightlyOnly;
import org.offprint.journal.publishing.ArticleCopies;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.process.HarvestKillIT;
import org.offprint.process.ImportKillIT;
import org.offprint.web.api.Client;
import org.offprint.web.api.Concurrently;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests two services that share the database of the first service. */
class TwoNodesIT {

    /** Statement that counts the running nodes. The table also contains nodes that other tests have killed. */
    private static final String RUNNING = "select count(*) from node where seen_at > now() - interval '3 seconds'";

    private static Path data;
    private static ServiceProcess first;
    private static ServiceProcess second;
    private static Client a;
    private static Client b;
    private static Connection connection;

    @BeforeAll
    static void startBoth() throws SQLException {
        data = TestDatabase.temporaryDirectory();
        first = Records.service(data.resolve("first"));
        second = Records.service(data.resolve("second"), Records.databaseOf(first));
        a = Client.at(first.url());
        b = Client.at(second.url());
        connection = first.login().connect("offprint");
        Workers.await(
                Duration.ofSeconds(60),
                "both nodes have detected each other",
                () -> Records.number(connection, RUNNING) == 2);
        // Writes wait at most two seconds for the other node, which is slow when it indexes its first article.
        awaitReadable(Records.published(a, Records.journal(a)));
        Workers.await(Duration.ofSeconds(60), "both nodes find the article", () -> Stream.of(a, b)
                .allMatch(node ->
                        node.anonymous().get("/v1/articles").body().get("total").intValue() == 1));
    }

    @AfterAll
    static void stopBoth() throws SQLException {
        connection.close();
        second.close();
        first.close();
        TestDatabase.deleteTree(data);
    }

    @NightlyOnly
    @Test
    void scheduled_articles_and_issues_are_published_only_once_by_two_nodes() throws SQLException {
        String journal = Records.journal(a);
        List<String> articles = new ArrayList<>();
        List<String> issues = new ArrayList<>();
        ObjectNode later = Fixtures.object().put("at", "2999-01-01T00:00:00Z");
        for (int i = 0; i < 6; i++) {
            String article = Records.id(a.post("/v1/articles", Records.article(journal)));
            (i % 2 == 0 ? a : b)
                    .put("/v1/articles/" + article + "/publication", later)
                    .expect(200);
            articles.add(article);
        }
        for (int i = 0; i < 3; i++) {
            String issue = Records.id(a.post(
                    "/v1/issues", Fixtures.object().put("journal", journal).put("number", "" + i)));
            String article =
                    Records.id(a.post("/v1/articles", Records.article(journal).put("issue", issue)));
            b.put("/v1/issues/" + issue + "/publication", later.deepCopy().put("withArticles", true))
                    .expect(200);
            issues.add(issue);
            articles.add(article);
        }
        // All records have the same scheduled time, which is set after all records are created.
        for (String kind : List.of("article", "issue")) {
            Records.execute(
                    connection,
                    List.of("update " + kind + " set scheduled_at = now() + interval '1 second'"
                            + " where scheduled_at is not null and journal = '" + journal + "'"));
        }
        for (String article : articles) {
            awaitReadable("/v1/articles/" + article);
        }
        for (String issue : issues) {
            awaitReadable("/v1/issues/" + issue);
        }
        Workers.pause(1_500);
        articles.forEach(article -> assertEquals(1, appearances(article)));
        issues.forEach(issue -> assertEquals(1, appearances(issue)));
        articles.forEach(article -> assertEquals(
                1,
                Records.number(connection, "select count(*) from article_version where article = '" + article + "'")));
    }

    @Test
    void a_write_is_visible_immediately_on_both_nodes() {
        String path = Records.published(a, Records.journal(a));
        for (int version = 2; version <= 31; version++) {
            Client writer = version % 2 == 0 ? a : b;
            Client other = version % 2 == 0 ? b : a;
            // Both nodes cache the previous version.
            other.anonymous().get(path).expect(200);
            writer.anonymous().get(path).expect(200);
            String word = "seen" + Fixtures.unique("").strip();
            writer.patch(path, Fixtures.object().put("subtitle", word)).expect(200);
            writer.put(path + "/publication", null).expect(200);
            assertEquals(version, version(other, path));
            assertEquals(version, version(writer, path));
            for (Client node : List.of(other, writer)) {
                assertEquals(
                        1,
                        node.anonymous()
                                .get("/v1/articles?q=" + word)
                                .expect(200)
                                .body()
                                .get("total")
                                .intValue());
            }
        }
    }

    @Test
    void a_revoked_key_is_rejected_immediately_on_both_nodes() {
        ObjectNode wanted = Fixtures.object().put("name", "Brief").put("role", "editor");
        for (int round = 0; round < 20; round++) {
            boolean isFirst = round % 2 == 0;
            JsonNode made =
                    (isFirst ? a : b).post("/v1/api-keys", wanted).expect(201).body();
            String key = made.get("key").textValue();
            Client other = Client.at((isFirst ? second : first).url(), key);
            // The other node caches the key.
            other.get("/v1/me").expect(200);
            (isFirst ? a : b).delete(made.at("/links/self").textValue()).expect(204);
            other.get("/v1/me").expect(401);
        }
    }

    @Test
    void a_stopped_or_killed_node_delays_writes_on_the_remaining_nodes_only_briefly() throws Exception {
        String path = Records.published(a, Records.journal(a));
        for (boolean isKilled : List.of(false, true)) {
            try (ServiceProcess third = Records.service(data.resolve("third"), Records.databaseOf(first))) {
                Workers.await(
                        Duration.ofSeconds(60),
                        "three nodes have detected each other",
                        () -> Records.number(connection, RUNNING) == 3);
                Workers.pause(1_500);
                if (isKilled) {
                    third.kill9();
                    Workers.pause(3_500);
                } else {
                    third.stop();
                    assertEquals(2, Records.number(connection, RUNNING));
                }
            }
            for (int i = 0; i < 5; i++) {
                long began = System.nanoTime();
                a.patch(path, Fixtures.object().put("subtitle", isKilled + " " + i))
                        .expect(200);
                long millis = (System.nanoTime() - began) / 1_000_000;
                // A delayed write would take two seconds.
                assertTrue(millis < 1_500, millis + " ms");
            }
        }
    }

    @NightlyOnly
    @Test
    void a_changed_name_is_propagated_only_once_by_two_nodes() throws Exception {
        int many = 600;
        String affiliation = Records.affiliation(a);
        String original = Records.published(a, Records.journal(a), affiliation);
        Records.execute(connection, ArticleCopies.of(original.substring(original.lastIndexOf('/') + 1), many - 1));
        long before = Records.number(connection, "select max(position) from change");
        b.patch("/v1/affiliations/" + affiliation, Fixtures.object().put("name", "Carried once"))
                .expect(200);
        Workers.await(
                Duration.ofSeconds(60),
                "the change is propagated to all articles",
                () -> Records.number(
                                connection,
                                "select count(*) from published_article where"
                                        + " position('Carried once' in convert_from(document, 'UTF8')) > 0")
                        == many);
        Workers.pause(1_000);
        assertEquals(
                many,
                Records.number(
                        connection,
                        "select count(*) from change c join published_affiliation p on p.article = c.id"
                                + " where carried and c.position > " + before + " and p.affiliation = '" + affiliation
                                + "'"));
    }

    @NightlyOnly
    @Test
    void an_idempotency_key_that_is_sent_to_both_nodes_creates_only_one_record() {
        String journal = Records.journal(a);
        for (int round = 0; round < 5; round++) {
            ObjectNode article = Records.article(journal);
            String key = Fixtures.unique("key");
            List<Client.Reply> replies = Concurrently.run(
                    () -> a.post("/v1/articles", article, "Idempotency-Key", key),
                    () -> b.post("/v1/articles", article, "Idempotency-Key", key));
            for (Client.Reply reply : replies) {
                assertTrue(reply.status() == 201 || reply.status() == 409, reply::toString);
            }
            Client.Reply again =
                    b.post("/v1/articles", article, "Idempotency-Key", key).expect(201);
            replies.stream()
                    .filter(reply -> reply.status() == 201)
                    .forEach(reply -> assertEquals(again.body(), reply.body()));
            assertEquals(
                    1,
                    Records.number(
                            connection,
                            "select count(*) from article where body ->> 'title' = '"
                                    + article.get("title").textValue() + "'"));
        }
    }

    @NightlyOnly
    @Test
    void both_nodes_list_and_count_and_suggest_the_same_records() {
        String journal = Records.journal(a);
        String affiliation = Records.affiliation(b);
        String word = "twonodes" + Fixtures.unique("").strip();
        for (int i = 0; i < 30; i++) {
            Client node = i % 2 == 0 ? a : b;
            ObjectNode article = Records.article(journal, affiliation);
            article.put("title", word + " " + i).putArray("keywords").add("k" + i % 3);
            article.putObject("dates").put("published", "" + (2000 + i % 4));
            String path = "/v1/articles/" + Records.id(node.post("/v1/articles", article));
            node.put(path + "/publication", null).expect(200);
            if (i % 5 == 0) {
                (i % 2 == 0 ? b : a)
                        .put(path + "/withdrawal", Fixtures.object().put("reason", "wrong"))
                        .expect(200);
            }
        }
        long end = Records.number(connection, "select max(position) from change");
        for (Client node : List.of(a, b)) {
            Workers.await(Duration.ofSeconds(60), "the index contains every change", () -> {
                var indexes = node.get("/v1/search-index").expect(200).body().get("indexes");
                return indexes.get(0).get("position").longValue() >= end
                        && indexes.get(1).get("position").longValue() >= end;
            });
        }
        Workers.pause(1_100); // the facets may be up to one second old
        String facets = "&facets=year&facets=keyword&facets=affiliation&facets=journal&facets=author";
        for (String path : List.of(
                "/v1/articles?limit=100&sort=-published&journal=" + journal + facets,
                "/v1/articles?limit=100&sort=title&q=" + word + facets,
                "/v1/contributors?limit=100&sort=name",
                "/v1/keywords?limit=100&sort=name",
                "/v1/journals?limit=100",
                "/v1/affiliations?limit=100",
                "/v1/suggest?type=journal&q=journal&limit=20",
                "/v1/suggest?type=affiliation&q=" + word)) {
            assertEquals(
                    a.anonymous().get(path).expect(200).body(),
                    b.anonymous().get(path).expect(200).body(),
                    path);
        }
        var page =
                b.anonymous().get("/v1/articles?q=" + word + facets).expect(200).body();
        assertEquals(24, page.get("total").intValue());
        assertEquals(24, page.at("/facets/affiliation/0/count").intValue());
        assertEquals(
                30,
                b.get("/v1/articles?q=" + word).expect(200).body().get("total").intValue());
    }

    @NightlyOnly
    @Test
    void an_oai_pmh_list_can_be_continued_on_either_node() throws Exception {
        String journal = Records.journal(a);
        String original = Records.published(a, journal);
        HarvestKillIT.logged(connection, original.substring(original.lastIndexOf('/') + 1));
        Workers.pause(1_500); // the timestamp of lists is cached for one second
        HarvestKillIT.Page page = HarvestKillIT.Page.of(a.anonymous(), "metadataPrefix=oai_dc");
        String responseDate = page.responseDate();
        List<String> listed = new ArrayList<>(page.stamps().keySet());
        Client next = b;
        while (page.token() != null) {
            page = HarvestKillIT.Page.of(next.anonymous(), "resumptionToken=" + page.token());
            assertEquals(responseDate, page.responseDate());
            listed.addAll(page.stamps().keySet());
            next = next == a ? b : a;
        }
        listed.sort(null);
        List<String> all = HarvestKillIT.ids(connection);
        all.sort(null);
        assertEquals(all, listed);
    }

    @NightlyOnly
    @Test
    void the_previous_version_of_the_service_starts_on_the_database_schema_of_the_next_version() throws SQLException {
        String next = "9999";
        Records.execute(
                connection,
                List.of("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                        + " checksum, installed_by, execution_time, success) values (" + next + ", '" + next
                        + "', 'Of the next version', 'SQL', 'V" + next + "__Of_the_next_version.sql', 1, 'offprint', 1,"
                        + " true)"));
        try (ServiceProcess third = Records.service(data.resolve("before"), Records.databaseOf(first))) {
            Client c = Client.at(third.url());
            String path = Records.published(c, Records.journal(c));
            assertEquals(1, version(a, path));
        } finally {
            Records.execute(connection, List.of("delete from flyway_schema_history where version = '" + next + "'"));
        }
    }

    @NightlyOnly
    @Test
    void the_import_of_a_killed_node_waits_until_the_node_starts_again() throws Exception {
        int many = 6_000;
        String journal = Records.journal(a);
        String location = ImportKillIT.submit(second.url(), journal, many);
        ImportKillIT.awaitMore(second.url(), location, 0);
        second.kill9();
        second.close();
        Workers.pause(500); // the last statement was committed by now, or never will be
        long before = a.get(location).expect(200).body().get("processed").longValue();
        assertTrue(before > 0 && before < many, before + " were imported before the kill");
        // The first node does not have the files of the import, but can still report the import's state. The first node
        // also processes its own imports.
        String own = ImportKillIT.submit(first.url(), journal, 10);
        Workers.await(Duration.ofSeconds(50), "the other import has ended", () -> a.get(own)
                .body()
                .has("endedAt"));
        JsonNode waiting = a.get(location).expect(200).body();
        assertEquals("running", waiting.get("status").textValue());
        assertEquals(before, waiting.get("processed").longValue());

        second = Records.service(data.resolve("second"), Records.databaseOf(first));
        b = Client.at(second.url());
        Workers.await(Duration.ofSeconds(60), "the import has ended", () -> a.get(location)
                .body()
                .has("endedAt"));
        JsonNode job = b.get(location).expect(200).body();
        assertEquals("done", job.get("status").textValue(), job.toString());
        assertEquals(many, job.get("created").intValue());
        String ofJournal = " from article where journal = '" + journal + "'";
        assertEquals(many + 10, Records.number(connection, "select count(*)" + ofJournal));
        assertEquals(many, Records.number(connection, "select count(distinct body ->> 'title')" + ofJournal));
        assertEquals(
                many,
                Records.number(
                        connection,
                        "select count(distinct number) from job_outcome where job = '"
                                + location.substring(location.lastIndexOf('/') + 1) + "'"));
    }

    private static void awaitReadable(String path) {
        Workers.await(
                Duration.ofSeconds(60),
                path + " appears",
                () -> a.anonymous().get(path).status() == 200
                        && b.anonymous().get(path).status() == 200);
    }

    private static long appearances(String id) {
        return Records.number(
                connection, "select count(*) from change where reason = 'published' and id = '" + id + "'");
    }

    private static int version(Client client, String path) {
        return client.anonymous().get(path).expect(200).body().get("version").intValue();
    }
}
