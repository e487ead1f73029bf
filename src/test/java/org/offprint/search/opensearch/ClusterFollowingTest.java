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
import org.offprint.NightlyOnly;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerWaits;
import org.offprint.platform.database.sql.Sql;
import org.offprint.search.SearchIndex.NotReadyException;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.Suggestion;
import org.offprint.search.feed.IndexSources;
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

/** Tests a cluster that is unavailable, busy, empty, or has lost writes. Also tests nodes that share the cluster. */
@QuarkusTest
@NightlyOnly
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
    FollowerWaits awaited;

    private final String prefix = "follow-" + UUID.randomUUID();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<OpenSearchIndex> open = new ArrayList<>();
    private final SearchCluster cluster = new SearchCluster(TestCluster.nodes(), null, null);
    /** Status of all responses, or 0 if requests are forwarded to the cluster. */
    private final AtomicInteger refused = new AtomicInteger();
    /** Number of bulk requests that are rejected because the cluster is busy. */
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

    /** Forwards a request to the cluster, unless the test has configured its rejection. */
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

    /** Returns a node of the service with its own client for the shared cluster. */
    private OpenSearchIndex node() {
        UUID store =
                sql.first("select id from store", row -> Sql.uuid(row, "id")).orElseThrow();
        OpenSearchIndex node = new OpenSearchIndex(
                new OpenSearchIndex.Settings(List.of(address), null, null, prefix, 2),
                Duration.ofSeconds(10),
                Duration.ofMillis(1),
                new IndexSources(RecordFeeds.of(records), texts, log, store, awaited),
                database);
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
                        new PagePosition.Start(),
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
    void an_unavailable_cluster_is_reported_and_receives_all_changes_later() {
        OpenSearchIndex node = node();
        String before = published("Quagga before");
        awaitFound(node, "quagga", List.of(before));

        refused.set(503);
        assertThrows(NotReadyException.class, () -> found(node, Audience.READERS, "quagga"));
        assertThrows(NotReadyException.class, node::rebuild);
        assertEquals(
                List.of(false, false),
                node.state().stream().map(each -> each.serves()).toList());
        String later = published("Thylacine meanwhile");
        refused.set(0);
        awaitFound(node, "thylacine", List.of(later));
    }

    @Test
    void a_busy_cluster_receives_all_changes_later() {
        OpenSearchIndex node = node();
        busy.set(3);
        String article = published("Aurochs patiently");
        awaitFound(node, "aurochs", List.of(article));
        assertTrue(busy.get() < 0);
    }

    @Test
    void another_node_takes_over_writing_to_the_cluster_if_the_writing_node_stops() {
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
    void writes_that_the_cluster_has_lost_are_repeated_from_the_last_stored_position() {
        OpenSearchIndex node = node();
        String kept = published("Tarpan kept");
        awaitFound(node, "tarpan", List.of(kept));
        long position = log.end();
        String lost = published("Bluebuck lost");
        awaitFound(node, "bluebuck", List.of(lost));

        // Deletes the document and all later positions, as if the cluster had restarted with an older state.
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
    void deleted_cluster_indexes_are_rebuilt() {
        OpenSearchIndex node = node();
        String article = published("Huia again");
        awaitFound(node, "huia", List.of(article));
        cluster.delete("/" + prefix + "-*");
        awaitFound(node, "huia", List.of(article));
    }

    @Test
    void searches_use_the_current_index_during_a_rebuild_requested_on_any_node() {
        OpenSearchIndex first = node();
        OpenSearchIndex second = node();
        String article = published("Kakapo built");
        awaitFound(second, "kakapo", List.of(article));
        Set<String> before = indexes();
        second.rebuild();
        assertTrue(second.state().get(0).building());
        Workers.await(Duration.ofSeconds(60), "the new indexes are used", () -> {
            assertEquals(List.of(article), found(first, Audience.READERS, "kakapo"));
            return !second.state().get(0).building();
        });
        // Searches that started before the rebuild may finish in the previous indexes.
        Workers.await(Duration.ofSeconds(30), "the previous indexes are deleted", () -> {
            assertEquals(List.of(article), found(first, Audience.READERS, "kakapo"));
            return Collections.disjoint(indexes(), before);
        });
        assertEquals(2, indexes().size());
    }

    @Test
    void a_rebuild_yields_the_same_keywords_and_people_as_incremental_updates() {
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
                "all keywords and people are counted",
                () -> suggested(node).stream()
                                .filter(each -> Long.valueOf(4).equals(each.articles()))
                                .count()
                        == 2);
        List<Suggestion> before = suggested(node);
        assertEquals(5, before.size(), before.toString());
        Set<String> gone = indexes();
        node.rebuild();
        Workers.await(
                Duration.ofSeconds(60), "only the new indexes exist", () -> Collections.disjoint(indexes(), gone));
        assertEquals(before, suggested(node));
    }

    private static void awaitServing(OpenSearchIndex node) {
        Workers.await(Duration.ofSeconds(60), "a complete index exists", () -> node.state().stream()
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
    void a_cluster_search_returns_working_copies_only_to_editors() {
        OpenSearchIndex node = node();
        String article = published("Solitaire public");
        awaitFound(node, "solitaire", List.of(article));
        retitle(article, "Rodrigues secret");
        // Editors briefly find the published article beside its working copy, so that no search misses the article.
        Workers.await(
                Duration.ofSeconds(30),
                "editors find only the working copy",
                () -> found(node, Audience.EDITORS, "rodrigues").equals(List.of(article))
                        && found(node, Audience.EDITORS, "solitaire").isEmpty());
        assertEquals(List.of(article), found(node, Audience.READERS, "solitaire"));
        assertEquals(List.of(), found(node, Audience.READERS, "rodrigues"));
    }
}
