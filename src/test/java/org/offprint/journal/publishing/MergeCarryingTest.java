package org.offprint.journal.publishing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleSchedule;
import org.offprint.journal.publishing.typesetting.PropagationProbe;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Editor;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests that merges of affiliations and their reversal are propagated to published articles in the background. */
@QuarkusTest
class MergeCarryingTest {

    private static final Logger LOG = Logger.getLogger(MergeCarryingTest.class);
    private static final int MANY = Nightly.or(500, 2_000);

    @Inject
    ChangeLog log;

    @Inject
    Sql sql;

    @Inject
    Writes writes;

    @Inject
    Publishing publishing;

    @Inject
    PropagationProbe carried;

    private final Client editor = Client.here();

    private Client.Reply merge(String survivor, String loser) {
        ObjectNode body = Fixtures.object();
        body.putArray("from").add(loser);
        return editor.post("/v1/affiliations/" + survivor + "/merges", body);
    }

    @Test
    void articles_show_a_merge_of_affiliations_and_its_reversal_without_intermediate_states() {
        String lost = Fixtures.unique("Lost Institute");
        String kept = Fixtures.unique("Kept Institute");
        String loser = Fixtures.affiliation(lost);
        String survivor = Fixtures.affiliation(kept);
        String journal = Fixtures.journal();
        UUID journalId = UUID.fromString(journal);
        String original = Fixtures.article(journal, loser);
        List<UUID> all = carried.copies(original, lost, MANY);
        carried.awaitEnd();
        await("the search finds all articles", () -> total(loser) == MANY);
        Map<UUID, Integer> revisions = revisions(journalId);
        long position = log.end();

        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> read(all, done));
        long begin = System.nanoTime();
        assertEquals(Integer.toString(MANY), merge(survivor, loser).expect(200).header("Articles-Affected"));
        await(
                "all articles show the survivor",
                () -> carried.showing(journalId, kept).size() == MANY);
        LOG.infof("A merge reached %d articles: %.0f/s", MANY, MANY / ((System.nanoTime() - begin) / 1e9));
        done.set(true);
        LOG.infof("%d articles were read meanwhile, none of them half", reading.join());
        carried.awaitEnd();
        assertEquals(List.of(), carried.showing(journalId, lost));
        assertEquals(oneEach(all), counted(position));
        assertEquals(revisions, revisions(journalId));
        await("the search finds all articles", () -> total(survivor) == MANY);
        assertEquals(List.of(), carried.typeset(all));

        position = log.end();
        editor.delete("/v1/affiliations/" + survivor + "/merges/" + loser).expect(204);
        await(
                "all articles show their original affiliation",
                () -> carried.showing(journalId, lost).size() == MANY);
        carried.awaitEnd();
        assertEquals(List.of(), carried.showing(journalId, kept));
        assertEquals(oneEach(all), counted(position));
        await("the search finds all articles", () -> total(loser) == MANY);
        assertEquals(0, total(survivor));
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        Workers.await(Duration.ofSeconds(60), what, condition);
    }

    /**
     * Reads random articles until {@code done} is set. Each article must list exactly one organization, and its author
     * must be affiliated with this organization.
     */
    private int read(List<UUID> all, AtomicBoolean done) {
        Random random = new Random(7);
        int read = 0;
        while (!done.get()) {
            JsonNode shown = editor.anonymous()
                    .get("/v1/articles/" + all.get(random.nextInt(all.size())))
                    .expect(200)
                    .body();
            assertEquals(1, shown.get("affiliations").size());
            assertEquals(shown.at("/affiliations/0/id"), shown.at("/contributors/0/affiliations/0/id"));
            read++;
        }
        return read;
    }

    private Map<UUID, Integer> revisions(UUID journal) {
        Map<UUID, Integer> revisions = new HashMap<>();
        sql.list(
                "select id, revision from article where journal = ?",
                row -> revisions.put(Sql.uuid(row, "id"), row.getInt("revision")),
                journal);
        return revisions;
    }

    private static Map<UUID, Long> oneEach(List<UUID> all) {
        return all.stream().collect(Collectors.toMap(id -> id, id -> 1L));
    }

    private Map<UUID, Long> counted(long position) {
        return carried.after(position).stream().collect(Collectors.groupingBy(Change::id, Collectors.counting()));
    }

    private long total(String affiliation) {
        return editor.anonymous()
                .get("/v1/articles?limit=1&affiliation=" + affiliation)
                .expect(200)
                .body()
                .get("total")
                .longValue();
    }

    @Test
    void an_article_published_during_a_merge_of_affiliations_shows_the_surviving_organization() throws Exception {
        String loser = Fixtures.affiliation(Fixtures.unique("Loser"));
        String middle = Fixtures.affiliation(Fixtures.unique("Middle"));
        String survivor = Fixtures.affiliation(Fixtures.unique("Survivor"));
        String article = Fixtures.article(Fixtures.journal(), loser);
        String waiting = Fixtures.article(Fixtures.journal(), loser);
        CountDownLatch typeset = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<?> appearing = CompletableFuture.runAsync(() -> writes.run(write -> {
            Article locked = Article.lock(article);
            publishing.publishNow(
                    locked, new ArticleSchedule(null, null, null, null, "Eve"), new Editor(null, "Eve"), write);
            typeset.countDown();
            await("the transaction may continue", () -> goOn.getCount() == 0);
            return null;
        }));
        typeset.await();
        CompletableFuture<Client.Reply> merging = CompletableFuture.supplyAsync(() -> merge(middle, loser));
        carried.awaitLock("%merged_into from affiliation%for no key update%");
        goOn.countDown();
        appearing.get();
        merging.get().expect(200);
        merge(survivor, middle).expect(200);
        Fixtures.publish(waiting);
        carried.awaitEnd();
        Set<String> shown = new HashSet<>();
        for (String each : List.of(article, waiting)) {
            shown.add(editor.anonymous()
                    .get("/v1/articles/" + each)
                    .expect(200)
                    .body()
                    .at("/affiliations/0/id")
                    .textValue());
        }
        assertEquals(Set.of(survivor), shown);
    }

    @Test
    void publishing_an_article_waits_for_a_concurrent_merge_of_its_affiliation() throws Exception {
        String loser = Fixtures.affiliation(Fixtures.unique("Loser"));
        String survivor = Fixtures.affiliation(Fixtures.unique("Survivor"));
        String article = Fixtures.article(Fixtures.journal(), loser);
        CountDownLatch merged = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<?> merging = CompletableFuture.runAsync(() -> writes.run(write -> {
            sql.update(
                    "update affiliation set merged_into = ? where id = ?",
                    UUID.fromString(survivor),
                    UUID.fromString(loser));
            merged.countDown();
            await("the transaction may continue", () -> goOn.getCount() == 0);
            return null;
        }));
        merged.await();
        CompletableFuture<?> publishing = CompletableFuture.runAsync(() -> Fixtures.publish(article));
        carried.awaitLock("%with recursive chain%for share%");
        goOn.countDown();
        merging.get();
        publishing.get();
        JsonNode shown =
                editor.anonymous().get("/v1/articles/" + article).expect(200).body();
        assertEquals(survivor, shown.at("/affiliations/0/id").textValue());
        assertTrue(shown.at("/contributors/0/affiliations/0/id").textValue().equals(survivor));
    }
}
