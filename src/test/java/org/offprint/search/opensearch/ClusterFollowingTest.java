package org.offprint.search.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.AtNight;
import org.offprint.platform.changes.AwaitedFollowers;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.database.sql.Sql;
import org.offprint.search.SearchIndex.NotReadyException;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.Place;
import org.offprint.search.Suggestion;
import org.offprint.search.feed.RecordFeed;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.feed.TextFeed;
import org.offprint.search.opensearch.client.SearchCluster;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** A cluster that is away, busy, forgetful or new, and nodes that share it. */
@QuarkusTest
@AtNight
class ClusterFollowingTest {

    @Inject
    @Any
    Instance<RecordFeed> records;

    @Inject
    TextFeed texts;

    @Inject
    ChangeLog log;

    @Inject
    Sql sql;

    @Inject
    AgroalDataSource database;

    @Inject
    AwaitedFollowers awaited;

    private final String prefix = "follow-" + UUID.randomUUID();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<OpenSearchIndex> open = new ArrayList<>();
    private final SearchCluster cluster = new SearchCluster(TestCluster.nodes(), null, null);
    /** The status that everything is answered with; 0 for what the cluster answers. */
    private final AtomicInteger refused = new AtomicInteger();
    /** How many orders are answered that the cluster is busy. */
    private final AtomicInteger busy = new AtomicInteger();

    private HttpServer gate;
    private URI address;
    private String journal;

    @BeforeEach
    void begin() throws IOException {
        gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gate.setExecutor(Executors.newCachedThreadPool(run -> {
            Thread thread = new Thread(run);
            thread.setDaemon(true);
            return thread;
        }));
        gate.createContext("/", this::pass);
        gate.start();
        address = URI.create("http://127.0.0.1:" + gate.getAddress().getPort());
        journal = Fixtures.journal();
    }

    @AfterEach
    void end() {
        open.forEach(OpenSearchIndex::close);
        gate.stop(0);
        cluster.delete("/" + prefix + "-*");
    }

    /** Passes a call on to the cluster, unless it is refused. */
    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean isBusy = exchange.getRequestURI().getPath().endsWith("_bulk") && busy.getAndDecrement() > 0;
        int status = isBusy ? 429 : refused.get();
        byte[] answer = {};
        if (status == 0) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(TestCluster.nodes().get(0)
                                    + exchange.getRequestURI().toString()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            if (type != null) {
                request.header("Content-Type", type);
            }
            try {
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                status = response.statusCode();
                answer = response.body();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** A node of the service with a search of its own over the cluster that all share. */
    private OpenSearchIndex node() {
        UUID store =
                sql.first("select id from store", row -> Sql.uuid(row, "id")).orElseThrow();
        OpenSearchIndex node = new OpenSearchIndex(
                new OpenSearchIndex.Settings(List.of(address), null, null, prefix, 2),
                Duration.ofSeconds(10),
                Duration.ofMillis(1),
                RecordFeeds.of(records),
                texts,
                log,
                store,
                database,
                awaited);
        open.add(node);
        return node;
    }

    private String published(String title) {
        String article = Fixtures.article(journal);
        retitle(article, title);
        Fixtures.publish(article);
        return article;
    }

    private static void retitle(String article, String title) {
        Fixtures.patch(
                        Fixtures.asAdmin(),
                        "/v1/articles/" + article,
                        Fixtures.object().put("title", title))
                .then()
                .statusCode(200);
    }

    private static List<String> found(OpenSearchIndex node, Audience audience, String word) {
        return node
                .search(new SearchRequest(
                        audience,
                        null,
                        RecordKind.ARTICLE,
                        new SearchQuery.Word(FullTextField.ANY, word),
                        Map.of(),
                        SortOrder.NEWEST,
                        new Place.Start(),
                        10,
                        List.of(),
                        false))
                .hits()
                .stream()
                .map(hit -> hit.key())
                .toList();
    }

    private static void awaitFound(OpenSearchIndex node, String word, List<String> articles) {
        Workers.await(Duration.ofSeconds(30), word + " is found", () -> {
            try {
                return found(node, Audience.READERS, word).equals(articles);
            } catch (NotReadyException e) {
                return false;
            }
        });
    }

    @Test
    void a_cluster_that_is_away_is_said_to_be_and_misses_nothing() {
        OpenSearchIndex node = node();
        String before = published("Quagga before");
        awaitFound(node, "quagga", List.of(before));

        refused.set(503);
        assertThrows(NotReadyException.class, () -> found(node, Audience.READERS, "quagga"));
        assertThrows(NotReadyException.class, node::rebuild);
        assertEquals(
                List.of(false, false),
                node.state().stream().map(each -> each.serves()).toList());
        String meanwhile = published("Thylacine meanwhile");
        refused.set(0);
        awaitFound(node, "thylacine", List.of(meanwhile));
    }

    @Test
    void a_cluster_that_is_busy_gets_what_changed_later() {
        OpenSearchIndex node = node();
        busy.set(3);
        String article = published("Aurochs patiently");
        awaitFound(node, "aurochs", List.of(article));
        assertTrue(busy.get() < 0);
    }

    @Test
    void one_node_writes_for_all_and_another_when_it_ends() {
        OpenSearchIndex first = node();
        OpenSearchIndex second = node();
        String one = published("Moa one");
        awaitFound(first, "moa", List.of(one));
        awaitFound(second, "moa", List.of(one));

        open.remove(first);
        first.close();
        String two = published("Dodo two");
        awaitFound(second, "dodo", List.of(two));
    }

    @Test
    void an_index_that_has_lost_its_last_writes_is_written_from_there() {
        OpenSearchIndex node = node();
        String kept = published("Tarpan kept");
        awaitFound(node, "tarpan", List.of(kept));
        long position = log.end();
        String lost = published("Bluebuck lost");
        awaitFound(node, "bluebuck", List.of(lost));

        // As after a restart from what was written before: the document and all positions of later are gone.
        String index = indexes().stream()
                .filter(name -> name.startsWith(prefix + "-published-"))
                .findFirst()
                .orElseThrow();
        cluster.delete("/" + index + "/_doc/ARTICLE:" + lost + "?version_type=external_gte&version=" + (log.end() + 1));
        for (JsonNode hit : cluster.post(
                        "/" + index + "/_search", Map.of("query", Map.of("term", Map.of("kind", "POSITION"))))
                .path("hits")
                .path("hits")) {
            ObjectNode document = (ObjectNode) hit.path("_source");
            document.put("position", position);
            cluster.put(
                    "/" + hit.path("_index").asText() + "/_doc/"
                            + hit.path("_id").asText(),
                    document);
        }
        cluster.post("/" + index + "/_refresh", null);
        awaitFound(node, "bluebuck", List.of(lost));
    }

    @Test
    void indexes_that_are_gone_are_built_anew() {
        OpenSearchIndex node = node();
        String article = published("Huia again");
        awaitFound(node, "huia", List.of(article));
        cluster.delete("/" + prefix + "-*");
        awaitFound(node, "huia", List.of(article));
    }

    @Test
    void a_rebuild_that_any_node_is_asked_for_is_done_while_the_present_index_serves() {
        OpenSearchIndex first = node();
        OpenSearchIndex second = node();
        String article = published("Kakapo built");
        awaitFound(second, "kakapo", List.of(article));
        Set<String> before = indexes();
        second.rebuild();
        assertTrue(second.state().get(0).building());
        Workers.await(Duration.ofSeconds(60), "new indexes serve", () -> {
            assertEquals(List.of(article), found(first, Audience.READERS, "kakapo"));
            return !second.state().get(0).building();
        });
        // Searches that have begun in those before may end there.
        Workers.await(Duration.ofSeconds(30), "those before are gone", () -> {
            assertEquals(List.of(article), found(first, Audience.READERS, "kakapo"));
            return Collections.disjoint(indexes(), before);
        });
        assertEquals(2, indexes().size());
    }

    @Test
    void a_rebuild_counts_and_spells_keywords_and_people_as_changes_one_by_one_do() {
        OpenSearchIndex node = node();
        awaitServing(node);
        List<List<String>> keywords = List.of(
                List.of("Kokako Song", "Kokako"),
                List.of("kokako song", "KOKAKO"),
                List.of("Kokako song", "kokako"),
                List.of("Kokako song", "Kokako song in autumn", "kokako"));
        for (List<String> each : keywords) {
            String article = Fixtures.article(journal);
            ObjectNode patch = Fixtures.object();
            each.forEach(patch.putArray("keywords")::add);
            patch.putArray("contributors")
                    .addObject()
                    .put("given", "Aino")
                    .put("family", each.size() == 2 ? "Kokakovainen" : "Kokakoväinen");
            Fixtures.patch(Fixtures.asAdmin(), "/v1/articles/" + article, patch)
                    .then()
                    .statusCode(200);
            Fixtures.publish(article);
        }
        Workers.await(
                Duration.ofSeconds(30),
                "all are counted",
                () -> suggested(node).stream()
                                .filter(each -> Long.valueOf(4).equals(each.articles()))
                                .count()
                        == 2);
        List<Suggestion> before = suggested(node);
        assertEquals(5, before.size(), before.toString());
        Set<String> gone = indexes();
        node.rebuild();
        Workers.await(
                Duration.ofSeconds(60), "the new index alone is there", () -> Collections.disjoint(indexes(), gone));
        assertEquals(before, suggested(node));
    }

    private static void awaitServing(OpenSearchIndex node) {
        Workers.await(Duration.ofSeconds(60), "there is a whole index", () -> node.state().stream()
                .allMatch(each -> each.serves()));
    }

    private static List<Suggestion> suggested(OpenSearchIndex node) {
        return node.suggest("kokako", EnumSet.of(RecordKind.KEYWORD, RecordKind.PERSON), 10);
    }

    private Set<String> indexes() {
        Set<String> names = new HashSet<>();
        cluster.get("/" + prefix + "-*/_alias").fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void what_editors_have_covers_what_readers_have_and_a_draft_is_theirs_alone() {
        OpenSearchIndex node = node();
        String article = published("Solitaire public");
        awaitFound(node, "solitaire", List.of(article));
        retitle(article, "Rodrigues secret");
        Workers.await(
                Duration.ofSeconds(30), "the working copy is found", () -> found(node, Audience.EDITORS, "rodrigues")
                        .equals(List.of(article)));
        assertEquals(List.of(), found(node, Audience.EDITORS, "solitaire"));
        assertEquals(List.of(article), found(node, Audience.READERS, "solitaire"));
        assertEquals(List.of(), found(node, Audience.READERS, "rodrigues"));
    }
}
