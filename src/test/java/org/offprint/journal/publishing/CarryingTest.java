package org.offprint.journal.publishing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleSchedule;
import org.offprint.journal.publishing.typesetting.Press;
import org.offprint.journal.publishing.typesetting.PropagationProbe;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Editor;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

@QuarkusTest
class CarryingTest {

    private static final Logger LOG = Logger.getLogger(CarryingTest.class);
    private static final int MANY = Nightly.or(500, 2_000);
    private static final Editor EDITOR = new Editor(null, "Eve");

    @Inject
    ChangeLog log;

    @Inject
    Sql sql;

    @Inject
    Writes writes;

    @Inject
    Publishing publishing;

    @Inject
    Press press;

    @Inject
    PropagationProbe carried;

    @NightlyOnly
    @Test
    void a_new_affiliation_name_is_propagated_once_to_every_article_during_concurrent_writes() {
        Client editor = Client.here();
        String oldName = Fixtures.unique("Institute of Botany");
        String newName = Fixtures.unique("Institute of Plant Science");
        String affiliation = Fixtures.affiliation(oldName);
        String journal = Fixtures.journal();
        UUID journalId = UUID.fromString(journal);
        String original = Fixtures.article(journal, affiliation);
        List<UUID> all = carried.copies(original, oldName, MANY);
        List<UUID> republished = all.subList(0, 8);
        UUID withdrawn = all.get(all.size() - 1);
        republished.forEach(article -> republish(editor, article));
        editor.put(
                        "/v1/articles/" + withdrawn + "/withdrawal",
                        Fixtures.object().put("reason", "Twice."))
                .expect(200);
        carried.awaitEnd();
        Map<UUID, String> before = state(journalId);
        long position = log.end();

        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<?> others = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                Workers.share(4, republished.size(), number -> republish(editor, republished.get(number)));
            }
        });
        long begin = System.nanoTime();
        Client.Reply answer = editor.patch(
                        "/v1/affiliations/" + affiliation, Fixtures.object().put("name", newName))
                .expect(200);
        assertEquals(Integer.toString(MANY - 1), answer.header("Articles-Affected"));
        Workers.await(
                Duration.ofSeconds(60),
                "the change is propagated to all articles",
                () -> carried.showing(journalId, newName).size() == MANY - 1);
        LOG.infof("Carried to %d articles: %.0f articles/s", MANY, (MANY - 1) / ((System.nanoTime() - begin) / 1e9));
        done.set(true);
        others.join();
        carried.awaitEnd();

        assertEquals(List.of(), carried.showing(journalId, oldName));
        Set<UUID> untouched = new HashSet<>(all);
        untouched.removeAll(republished);
        untouched.remove(withdrawn);
        Map<UUID, Long> changes =
                carried.after(position).stream().collect(Collectors.groupingBy(Change::id, Collectors.counting()));
        Map<UUID, String> after = state(journalId);
        for (UUID article : untouched) {
            assertEquals(1L, changes.get(article));
            assertEquals(revision(before.get(article)), revision(after.get(article)));
            assertNotEquals(before.get(article), after.get(article));
        }
        for (UUID article : republished) {
            assertTrue(changes.getOrDefault(article, 0L) <= 1, () -> article + " " + changes.get(article));
            assertEquals(
                    oldName,
                    editor.anonymous()
                            .get("/v1/articles/" + article + "/versions/1")
                            .expect(200)
                            .body()
                            .at("/affiliations/0/name")
                            .textValue());
        }
        assertEquals(before.get(withdrawn), after.get(withdrawn));
        assertEquals(null, changes.get(withdrawn));
        assertEquals(410, editor.anonymous().get("/v1/articles/" + withdrawn).status());
        editor.delete("/v1/articles/" + withdrawn + "/withdrawal").expect(200);
        assertEquals(newName, shown(withdrawn).at("/affiliations/0/name").textValue());
        assertEquals(List.of(), carried.typeset(all));
    }

    @Test
    void a_change_that_no_article_displays_is_not_propagated() {
        Client editor = Client.here();
        String affiliation = Fixtures.affiliation(Fixtures.unique("Museum"));
        String article = Fixtures.article(Fixtures.journal(), affiliation);
        Fixtures.publish(article);
        String etag = editor.anonymous().get("/v1/articles/" + article).header("ETag");
        carried.awaitEnd();
        long position = log.end();
        ObjectNode change = Fixtures.object();
        change.putArray("acronyms").add("MUS");
        editor.patch("/v1/affiliations/" + affiliation, change).expect(200);
        carried.awaitEnd();
        assertEquals(List.of(), carried.after(position));
        assertEquals(etag, editor.anonymous().get("/v1/articles/" + article).header("ETag"));
    }

    @Test
    void changes_to_journal_titles_and_numbers_of_unpublished_issues_are_propagated_to_articles() {
        Client editor = Client.here();
        String journal = Fixtures.journal();
        editor.patch("/v1/journals/" + journal, Fixtures.object().put("announcesIssues", true))
                .expect(200);
        String issue = Fixtures.created(
                        Fixtures.asAdmin(),
                        "/v1/issues",
                        Fixtures.object()
                                .put("journal", journal)
                                .put("volume", "7")
                                .put("year", 2024))
                .get("id")
                .textValue();
        String inIssue = Fixtures.article(journal);
        editor.patch("/v1/articles/" + inIssue, Fixtures.object().put("issue", issue))
                .expect(200);
        Fixtures.publish(inIssue);
        String other = Fixtures.article(journal);
        Fixtures.publish(other);
        String draft = Fixtures.article(journal);
        carried.awaitEnd();

        long position = log.end();
        String title = Fixtures.unique("Renamed");
        Client.Reply answer = editor.patch(
                        "/v1/journals/" + journal, Fixtures.object().put("title", title))
                .expect(200);
        assertEquals("2", answer.header("Articles-Affected"));
        carried.awaitEnd();
        assertEquals(Set.of(inIssue, other), ids(carried.after(position)));
        assertEquals(title, shown(UUID.fromString(other)).at("/journal/title").textValue());

        position = log.end();
        answer = editor.patch("/v1/issues/" + issue, Fixtures.object().put("volume", "8"))
                .expect(200);
        assertEquals("1", answer.header("Articles-Affected"));
        carried.awaitEnd();
        assertEquals(Set.of(inIssue), ids(carried.after(position)));
        assertEquals("8", shown(UUID.fromString(inIssue)).at("/issue/volume").textValue());
        assertEquals(404, editor.anonymous().get("/v1/articles/" + draft).status());
    }

    @Test
    void related_articles_that_are_published_concurrently_link_to_each_other() throws Exception {
        Client editor = Client.here();
        String journal = Fixtures.journal();
        String doi = "10.5555/" + Fixtures.unique("corrected").replace(' ', '.');
        String corrected = Fixtures.article(journal);
        editor.patch("/v1/articles/" + corrected, Fixtures.object().put("doi", doi))
                .expect(200);
        String correction = Fixtures.article(journal);
        ObjectNode relation = Fixtures.object();
        relation.putArray("relations").addObject().put("type", "isCorrectionOf").put("doi", doi);
        editor.patch("/v1/articles/" + correction, relation).expect(200);

        CountDownLatch typeset = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<?> appearing = CompletableFuture.runAsync(() -> writes.run(write -> {
            Article article = Article.lock(correction);
            publishing.publishNow(article, new ArticleSchedule(null, null, null, null, "Eve"), EDITOR, write);
            typeset.countDown();
            Workers.await(Duration.ofSeconds(30), "the transaction may continue", () -> goOn.getCount() == 0);
            return null;
        }));
        typeset.await();
        Fixtures.publish(corrected);
        carried.awaitEnd();
        goOn.countDown();
        appearing.get();
        carried.awaitEnd();
        assertEquals(
                corrected,
                shown(UUID.fromString(correction)).at("/relations/0/article").textValue());
        assertEquals(
                correction,
                shown(UUID.fromString(corrected)).at("/relations/0/article").textValue());
    }

    @Test
    void typesetting_waits_for_the_concurrent_publication_of_a_new_version() throws Exception {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        UUID id = UUID.fromString(article);
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<?> newVersion = CompletableFuture.runAsync(() -> writes.run(write -> {
            sql.update(
                    "insert into article_version select article, 2, kind, note, published_at, published_by,"
                            + " body || '{\"title\": \"The second\"}', null, null from article_version where article = ?",
                    id);
            sql.update("update article set version = 2 where id = ?", id);
            locked.countDown();
            Workers.await(Duration.ofSeconds(30), "the transaction may continue", () -> goOn.getCount() == 0);
            return null;
        }));
        locked.await();
        CompletableFuture<List<UUID>> printed = CompletableFuture.supplyAsync(() -> carried.typeset(List.of(id)));
        carried.awaitLock("%for no key update%");
        goOn.countDown();
        newVersion.get();
        assertEquals(List.of(id), printed.get());
        assertEquals("The second", shown(id).get("title").textValue());
    }

    private static Object republish(Client editor, UUID article) {
        editor.patch("/v1/articles/" + article, Fixtures.object().put("subtitle", Fixtures.unique("Subtitle")))
                .expect(200);
        return editor.put("/v1/articles/" + article + "/publication", null).expect(200);
    }

    /** Returns the revision and ETag of each published article of a journal. */
    private Map<UUID, String> state(UUID journal) {
        Map<UUID, String> state = new HashMap<>();
        sql.list(
                "select a.id, a.revision || ' ' || p.etag from article a join published_article p on p.article = a.id"
                        + " where a.journal = ?",
                row -> state.put(Sql.uuid(row, "id"), row.getString(2)),
                journal);
        return state;
    }

    private static String revision(String state) {
        return state.substring(0, state.indexOf(' '));
    }

    private static Set<String> ids(List<Change> changes) {
        Set<String> ids = new HashSet<>();
        changes.forEach(change -> assertTrue(ids.add(change.id().toString()), change + " occurs twice"));
        return ids;
    }

    private static JsonNode shown(UUID article) {
        return Client.here()
                .anonymous()
                .get("/v1/articles/" + article)
                .expect(200)
                .body();
    }
}
