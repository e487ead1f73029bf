package org.offprint.search.embedded.updates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.lucene.util.IOUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.database.sql.Sql;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.embedded.PageSearch;
import org.offprint.search.embedded.index.IndexGenerations;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.RecordFeed;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;
import org.offprint.web.harvest.HarvestedJournal;

/**
 * Writes articles over HTTP between two batches of an index rebuild, which reads articles newest first. Each moved,
 * added or removed article must be indexed at most once, in its current state and position.
 */
@QuarkusTest
@Order(1) // This class runs first, because it rebuilds the indexes of all records.
class RebuildUnderWritesTest {

    private static final int ARTICLES = 300;
    private static final int ROUNDS = 2;
    private static final String TITLE = "On fields and barns";

    @Inject
    @Any
    Instance<RecordFeed> records;

    @Inject
    ChangeLog log;

    @Inject
    Sql sql;

    private HarvestedJournal stock;
    private Client admin;
    private final Set<String> unread = new HashSet<>();
    private final Deque<String> read = new ArrayDeque<>();
    private final Deque<String> withdrawn = new ArrayDeque<>();

    /** Expected titles of the articles that readers find at the end, keyed by article id. */
    private final Map<String, String> expected = new HashMap<>();

    private int rounds;
    private Path directory;
    private FollowedIndex followed;

    @BeforeEach
    void fill() throws IOException {
        stock = new HarvestedJournal();
        admin = Client.here();
        directory = Files.createTempDirectory("offprint-rebuild");
        List<String> all = load();
        for (int i = 0; i < ROUNDS; i++) {
            withdrawn.add(all.remove(0));
            stock.withdraw(withdrawn.peekLast());
        }
        all.forEach(id -> expected.put(id, TITLE));
        unread.addAll(all);
    }

    @AfterEach
    void close() throws IOException {
        if (followed != null) {
            followed.close();
        }
        IOUtils.rm(directory);
    }

    /** Imports articles and returns the articles that readers find. */
    private List<String> load() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ARTICLES; i++) {
            String date = LocalDate.of(2001, 1, 1).plusDays(i / 3).toString();
            lines.append(dated(stock.article().put("title", TITLE), date)).append('\n');
        }
        String job = Fixtures.asAdmin()
                .contentType("application/octet-stream")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?publish=true")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        List<String> found = new ArrayList<>();
        Workers.await(Duration.ofSeconds(60), "all articles are imported and found", () -> {
            // With two nodes, the other node may find the articles later.
            found.clear();
            found.addAll(served(admin.anonymous()));
            return admin.get(job).body().has("endedAt") && found.size() == ARTICLES;
        });
        return found;
    }

    private static ObjectNode dated(ObjectNode article, String date) {
        article.putObject("dates").put("published", date);
        return article;
    }

    @Test
    void articles_changed_during_a_rebuild_are_indexed_once_and_in_the_correct_order() throws IOException {
        RecordFeeds now = RecordFeeds.of(records);
        RecordFeeds interrupted = new RecordFeeds(new Interrupted(now.published()), now.working());
        UUID store =
                sql.first("select id from store", row -> Sql.uuid(row, "id")).orElseThrow();
        followed = new FollowedIndex(interrupted, log, new IndexGenerations(directory), store);
        Workers.await(Duration.ofSeconds(60), "the index is built and up to date", () -> {
            boolean more = followed.step();
            return followed.serving() != null && !more && followed.progress().position() >= log.end();
        });
        assertEquals(ROUNDS, rounds);
        Map<String, String> found = new HashMap<>();
        List<String> dates = new ArrayList<>();
        for (Hit hit : hits(Audience.READERS)) {
            JsonNode item = Json.parse(hit.item());
            dates.add(item.at("/dates/published").textValue());
            String before = found.put(hit.key(), item.get("title").textValue());
            assertEquals(null, before, "each article is found once");
        }
        assertEquals(expected, found);
        assertEquals(dates.stream().sorted(Comparator.reverseOrder()).toList(), dates);
        assertEquals(served(admin.anonymous()), keys(Audience.READERS), "the rebuilt index contains the same articles");
        assertEquals(served(admin), keys(Audience.EDITORS));
        assertTrue(keys(Audience.EDITORS).containsAll(withdrawn));
    }

    private List<String> keys(Audience audience) throws IOException {
        return hits(audience).stream().map(Hit::key).toList();
    }

    /** Returns the ids of the articles listed by the running service. */
    private List<String> served(Client client) {
        List<String> ids = new ArrayList<>();
        String next = "/v1/articles?limit=100&fields=id&journal=" + stock.journal;
        while (next != null) {
            JsonNode page = client.get(next).expect(200).body();
            page.get("items").forEach(item -> ids.add(item.get("id").textValue()));
            next = page.at("/page/next").textValue();
        }
        return ids;
    }

    private List<Hit> hits(Audience audience) throws IOException {
        SearchQuery all = new SearchQuery.OneOf(TermField.JOURNAL_ID, Set.of(stock.journal));
        SearchRequest request = new SearchRequest(
                audience,
                null,
                RecordKind.ARTICLE,
                all,
                Map.of(),
                SortOrder.NEWEST,
                new PagePosition.Start(),
                1_000,
                List.of(),
                false);
        SearchAnswer answer = followed.serving().ask(audience, snapshot -> new PageSearch(
                        snapshot, request, Duration.ofSeconds(30), sources -> Map.of())
                .answer());
        assertEquals(answer.hits().size(), answer.total());
        return answer.hits();
    }

    /**
     * Changes articles that the rebuild has read and articles that it has not read yet. Moves articles to older and
     * newer dates, withdraws articles, and adds new articles.
     */
    private void write() {
        move(read.poll(), "1999-01-01");
        move(read.poll(), "2010-01-01");
        move(take(unread), "2010-01-02");
        move(take(unread), "1999-01-02");
        String twice = read.poll();
        move(twice, "1998-01-01");
        move(twice, "2011-01-01");
        String retitled = read.poll();
        stock.correct(retitled, Fixtures.object().put("title", "Another title"));
        expected.put(retitled, "Another title");
        String back = withdrawn.poll();
        stock.reinstate(back);
        expected.put(back, TITLE);
        for (String gone : List.of(read.poll(), take(unread))) {
            stock.withdraw(gone);
            withdrawn.add(gone);
            expected.remove(gone);
        }
        for (String date : List.of("1997-01-01", "2012-01-01")) {
            ObjectNode article = dated(stock.article().put("title", "Of " + date), date);
            expected.put(stock.published(article), "Of " + date);
        }
    }

    private void move(String article, String date) {
        stock.correct(article, dated(Fixtures.object().put("title", "Moved to " + date), date));
        expected.put(article, "Moved to " + date);
    }

    private static String take(Set<String> ids) {
        String id = ids.iterator().next();
        ids.remove(id);
        return id;
    }

    /** Feed of records that changes articles after each batch. */
    private final class Interrupted implements RecordFeed {

        private final RecordFeed all;

        Interrupted(RecordFeed all) {
            this.all = all;
        }

        @Override
        public Audience audience() {
            return all.audience();
        }

        @Override
        public List<IndexRecord> read(RecordKind kind, Collection<UUID> ids) {
            return all.read(kind, ids);
        }

        @Override
        public List<UUID> idsShowing(RecordKind shown, Collection<UUID> ids, RecordKind kind, UUID after, int limit) {
            return all.idsShowing(shown, ids, kind, after, limit);
        }

        @Override
        public void scan(RecordKind kind, Consumer<List<IndexRecord>> batch) {
            all.scan(kind, records -> {
                batch.accept(records);
                for (IndexRecord record : records) {
                    if (kind == RecordKind.ARTICLE && unread.remove(record.key())) {
                        read.add(record.key());
                    }
                }
                if (rounds < ROUNDS && read.size() > 10 && unread.size() > 10) {
                    rounds++;
                    write();
                }
            });
        }
    }
}
