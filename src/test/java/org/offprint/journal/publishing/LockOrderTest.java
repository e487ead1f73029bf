package org.offprint.journal.publishing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.journal.publishing.typesetting.PropagationProbe;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Runs all operations that take locks concurrently on the same few records. */
@QuarkusTest
class LockOrderTest {

    private static final Logger LOG = Logger.getLogger(LockOrderTest.class);
    private static final int ARTICLES = 16;
    private static final int WRITERS = 8;
    private static final int WRITES = Nightly.or(100, 400);

    @Inject
    Sql sql;

    @Inject
    PropagationProbe carried;

    private final Client editor = Client.here();
    private final List<String> affiliations = new ArrayList<>();
    private final List<String> issues = new ArrayList<>();
    private final List<String> sections = new ArrayList<>();
    private final List<String> articles = new ArrayList<>();
    private String journal;

    @NightlyOnly
    @Test
    void concurrent_writes_to_the_same_records_cause_no_deadlocks_or_long_waits() {
        make();
        long deadlocks = deadlocks();
        long begin = System.nanoTime();
        List<String> outcomes = Workers.share(WRITERS, WRITES, number -> write(new Random(number)));
        double seconds = (System.nanoTime() - begin) / 1e9;
        Map<String, Long> counted = outcomes.stream()
                .collect(Collectors.groupingBy(outcome -> outcome, TreeMap::new, Collectors.counting()));
        Workers.pause(1_500); // PostgreSQL updates its statistics with a delay of up to one second
        LOG.infof(
                "%d writes by %d writers, %.0f writes/s, %d deadlocks: %s",
                WRITES, WRITERS, WRITES / seconds, deadlocks() - deadlocks, counted);
        assertTrue(outcomes.stream().noneMatch(outcome -> outcome.contains(": 5")), counted::toString);
        long rejected =
                outcomes.stream().filter(outcome -> outcome.endsWith("(503)")).count();
        assertTrue(rejected <= WRITES / 50, counted::toString);

        carried.awaitEnd();
        List<UUID> ids = articles.stream().map(UUID::fromString).toList();
        assertEquals(List.of(), carried.typeset(ids), "Typesetting again changes no document");
    }

    private void make() {
        journal = Fixtures.journal();
        editor.patch("/v1/journals/" + journal, twoSections())
                .expect(200)
                .body()
                .get("sections")
                .forEach(section -> sections.add(section.get("id").textValue()));
        for (int i = 0; i < 3; i++) {
            affiliations.add(Fixtures.affiliation(Fixtures.unique("Institute")));
            issues.add(Fixtures.created(
                            Fixtures.asAdmin(),
                            "/v1/issues",
                            Fixtures.object().put("journal", journal).put("number", Integer.toString(i)))
                    .get("id")
                    .textValue());
        }
        for (int i = 0; i < ARTICLES; i++) {
            articles.add(Fixtures.article(journal, affiliations.get(i % 3), affiliations.get((i + 1) % 3)));
        }
    }

    /**
     * Performs one random write. Returns the name of the write and the response status. A 503 with a Retry-After header
     * does not count as a server error.
     */
    private String write(Random random) {
        int kind = random.nextInt(12);
        String article = "/v1/articles/" + any(random, articles);
        String issue = "/v1/issues/" + any(random, issues);
        Client.Reply reply =
                switch (kind) {
                    case 0, 1, 2 -> {
                        editor.patch(article, Fixtures.object().put("subtitle", Fixtures.unique("Subtitle")));
                        yield editor.put(article + "/publication", null);
                    }
                    case 3, 4 -> editor.patch(article, place(random));
                    case 5 -> editor.put(issue + "/contents", contents(random));
                    case 6 -> editor.patch("/v1/affiliations/" + any(random, affiliations), named("name"));
                    case 7 -> editor.patch(issue, named("title"));
                    case 8 -> editor.patch("/v1/journals/" + journal, renamedJournal(random));
                    case 9 ->
                        editor.put(issue + "/publication", Fixtures.object().put("withArticles", true));
                    case 10 -> {
                        editor.put(article + "/withdrawal", Fixtures.object().put("reason", "A test."));
                        yield editor.delete(article + "/withdrawal");
                    }
                    default -> editor.delete(issue + "/publication");
                };
        boolean honest = reply.status() != 503 || reply.header("Retry-After") != null;
        String status = reply.status() == 503 && honest ? "(503)" : Integer.toString(reply.status());
        if (reply.status() >= 500) {
            LOG.warnf("Kind %d was answered %s", kind, reply);
        }
        return "kind " + kind + ": " + status;
    }

    private ObjectNode place(Random random) {
        ObjectNode place = Fixtures.object().put("issue", any(random, issues)).put("section", any(random, sections));
        return place.putNull("position");
    }

    private ObjectNode contents(Random random) {
        ObjectNode contents = Fixtures.object();
        ArrayNode listed = contents.putArray("sections");
        List<String> shuffled = new ArrayList<>(articles);
        Collections.shuffle(shuffled, random);
        for (int i = 0; i < sections.size(); i++) {
            ArrayNode inSection =
                    listed.addObject().put("section", sections.get(i)).putArray("articles");
            shuffled.subList(i * 3, i * 3 + 3).forEach(inSection::add);
        }
        return contents;
    }

    private ObjectNode renamedJournal(Random random) {
        ObjectNode change = named("title");
        return random.nextBoolean()
                ? change
                : change.put("slug", Fixtures.unique("slug").replace(' ', '-'));
    }

    private static ObjectNode twoSections() {
        ObjectNode change = Fixtures.object();
        ArrayNode sections = change.putArray("sections");
        sections.addObject().put("title", "Articles");
        sections.addObject().put("title", "Reviews");
        return change;
    }

    private static ObjectNode named(String member) {
        return Fixtures.object().put(member, Fixtures.unique("Name"));
    }

    private static String any(Random random, List<String> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    private long deadlocks() {
        return sql.first(
                        "select deadlocks from pg_stat_database where datname = current_database()",
                        row -> row.getLong(1))
                .orElseThrow();
    }
}
