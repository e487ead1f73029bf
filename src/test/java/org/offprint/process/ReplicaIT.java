package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.platform.database.embedded.TestPostgresServer;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests a PostgreSQL streaming replica that is used, lags, stops, restarts, and is promoted. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicaIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static Path data;
    private static TestPostgresServer primary;
    private static TestPostgresServer replica;
    private static ServiceProcess service;
    private static Client editor;
    private static Client reader;
    private static String journal;

    @BeforeAll
    static void startAll() {
        data = TestDatabase.temporaryDirectory();
        primary = TestPostgresServer.start(data.resolve("primary"));
        replica = primary.replica(data.resolve("replica"));
        // The replica is unavailable when the service starts.
        replica.crash();
        Map<String, String> environment = new HashMap<>(primary.environment());
        environment.put("OFFPRINT_DATABASE_REPLICA_URL", replica.url());
        service = Records.service(data.resolve("service"), environment);
        editor = Client.at(service.url());
        reader = editor.anonymous();
        journal = Records.journal(editor);
    }

    @AfterAll
    static void stopAll() {
        service.close();
        replica.close();
        primary.close();
        TestDatabase.deleteTree(data);
    }

    @AfterEach
    void nothingWentWrong() {
        assertTrue(!service.output().contains(" ERROR "), service::output);
    }

    @Test
    @Order(1)
    void the_service_starts_without_its_replica_and_reads_from_the_primary() {
        String path = Records.published(editor, journal);
        long before = reads("primary");
        reader.get(path).expect(200);
        assertEquals(before + 1, reads("primary"));
        assertEquals(0, reads("replica"));
        assertTrue(service.output().contains("The replica is not used"), service::output);
    }

    @Test
    @Order(2)
    void public_reads_use_the_replica_if_it_is_up_to_date() throws IOException {
        replica.startAgain();
        awaitUse();
        String path = Records.published(editor, journal);
        awaitSufficient();
        assertMadeBy("replica", () -> reader.get(path).expect(200));
        assertMadeBy("replica", () -> reader.get("/feeds/journals/" + journal + ".atom")
                .expect(200));
        assertMadeBy("replica", () -> reader.get("/sitemap.xml").expect(200));
        assertMadeBy("replica", () -> assertTrue(exported().contains(path.substring(path.lastIndexOf('/') + 1))));
        // The list uses a shared timestamp that the replica has reached.
        reader.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").expect(200);
        Workers.pause(500);
        assertMadeBy(
                "replica",
                () -> assertTrue(text(reader.get("/oai?verb=ListRecords&metadataPrefix=oai_dc"))
                        .contains(path.substring(path.lastIndexOf('/') + 1))));
    }

    @Test
    @Order(3)
    void readers_receive_no_stale_data_while_the_replica_lags() throws Exception {
        awaitUse();
        try (Connection connection = replica.connect()) {
            Records.execute(connection, List.of("select pg_wal_replay_pause()"));
            String path = Records.published(editor, journal);
            String id = path.substring(path.lastIndexOf('/') + 1);
            assertMadeBy("primary", () -> reader.get(path).expect(200));
            for (int version = 2; version <= 5; version++) {
                editor.patch(path, Fixtures.object().put("subtitle", "Number " + version))
                        .expect(200);
                editor.put(path + "/publication", null).expect(200);
                assertEquals(
                        version,
                        reader.get(path).expect(200).body().get("version").intValue());
                String all = exported();
                assertTrue(all.contains("Number " + version), all);
                assertTrue(
                        text(reader.get("/feeds/journals/" + journal + ".atom")).contains(id));
                assertTrue(text(reader.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"))
                        .contains(id));
            }
            Workers.await(TIMEOUT, "the metrics report the lag", () -> figure("offprint_replica_lag_seconds") > 1);
            Records.execute(connection, List.of("select pg_wal_replay_resume()"));
            awaitUse();
            String again = Records.published(editor, journal);
            awaitSufficient();
            assertMadeBy("replica", () -> reader.get(again).expect(200));
        }
    }

    @Test
    @Order(4)
    void a_crash_of_the_replica_under_load_causes_no_errors_for_readers() throws Exception {
        awaitUse();
        for (int round = 0; round < 2; round++) {
            Workers.share(4, 120, number -> {
                if (number == 40) {
                    replica.crash();
                }
                if (number % 20 == 0) {
                    reader.get(Records.published(editor, journal)).expect(200);
                } else if (number % 3 == 0) {
                    reader.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc")
                            .expect(200);
                } else {
                    reader.get("/feeds/journals/" + journal + ".atom").expect(200);
                }
                return number;
            });
            replica.startAgain();
            awaitUse();
        }
    }

    @Test
    @Order(5)
    void an_oai_pmh_list_read_partly_from_the_primary_and_partly_from_the_replica_is_complete() throws SQLException {
        awaitUse();
        for (int round = 0; round < 20; round++) {
            String path = Records.published(editor, journal);
            String id = path.substring(path.lastIndexOf('/') + 1);
            String list = text(reader.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"));
            String all = list;
            while (list.contains("</resumptionToken>")) {
                int end = list.indexOf("</resumptionToken>");
                String token = list.substring(list.lastIndexOf('>', end) + 1, end);
                if (token.isEmpty()) {
                    break;
                }
                list = text(reader.get("/oai?verb=ListIdentifiers&resumptionToken=" + token));
                all += list;
            }
            assertTrue(all.contains(id), path);
        }
        assertTrue(reads("replica") > 0);
    }

    @Test
    @Order(6)
    void a_promoted_replica_is_no_longer_used() throws SQLException {
        awaitUse();
        replica.promote();
        Workers.await(TIMEOUT, "the promotion is detected", () -> service.output()
                .contains("The replica is not used: the server is not a replica"));
        try (Connection connection = replica.connect()) {
            Records.execute(connection, List.of("delete from published_article"));
        }
        String path = Records.published(editor, journal);
        assertMadeBy("primary", () -> reader.get(path).expect(200));
        assertTrue(exported().contains(path.substring(path.lastIndexOf('/') + 1)));
    }

    /** Waits until reads use the replica. */
    private static void awaitUse() {
        Workers.await(TIMEOUT, "the replica is used", () -> {
            long before = reads("replica");
            exported();
            return reads("replica") > before;
        });
    }

    private static void awaitSufficient() {
        Workers.await(TIMEOUT, "the replica has caught up", () -> {
            long before = reads("primary");
            reader.get("/feeds/journals/" + journal + ".atom").expect(200);
            return reads("primary") == before;
        });
    }

    private static void assertMadeBy(String source, Runnable read) {
        String other = source.equals("replica") ? "primary" : "replica";
        long before = reads(source);
        long others = reads(other);
        read.run();
        assertTrue(reads(source) > before, "no data were read from the " + source);
        assertEquals(others, reads(other), "data were read from the " + other);
    }

    private static String exported() {
        byte[] bytes = reader.get("/v1/exports/articles.jsonl.gz").expect(200).bytes();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Client.Reply reply) {
        return new String(reply.expect(200).bytes(), StandardCharsets.UTF_8);
    }

    private static long reads(String source) {
        return (long) figure("offprint_replica_reads_total{source=\"" + source + "\"}");
    }

    private static double figure(String name) {
        return text(editor.get("/q/metrics"))
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
