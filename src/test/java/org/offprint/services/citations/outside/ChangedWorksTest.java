package org.offprint.services.citations.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.nodes.EachRequestToAnotherNode;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.CountingDriver;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Fixtures;

/**
 * Tests the rematching of references after external works are loaded. Only a few references are rematched, but the
 * matches must be the same as after a complete rematch.
 */
@QuarkusTest
class ChangedWorksTest {

    /** Part of the SQL statement that looks up a hundred references by fingerprint. */
    private static final String LOOK_UP = "from outside_work_print w where w.print = k.print";

    @Inject
    Sql sql;

    @Inject
    Writes writes;

    @Inject
    ExternalWorks works;

    @Inject
    ExternalWorkSet set;

    @Inject
    UnlinkedReferences unlinked;

    /** Bibliographic parts of a work that appear in printed references. Many parts of different works are similar. */
    private record Parts(String title, String journal, String family, int year, int volume, int page) {

        ExternalWork work(String doi) {
            return new ExternalWork(
                    new Doi(doi),
                    title,
                    null,
                    List.of(year),
                    List.of(family),
                    journal,
                    null,
                    List.of(),
                    Integer.toString(volume),
                    "2",
                    Integer.toString(page),
                    null);
        }

        String printed() {
            return family + " N. " + title + ". " + journal + ". " + year + ";" + volume + "(2):" + page + ".";
        }
    }

    /** Generates works from a few titles, journals and people, so that several works compete for the same reference. */
    private static final class WorkGenerator {

        private final Random random = new Random();
        private final List<String> titles = names(4, " and tar of northern harbours");
        private final List<String> journals = names(2, " Annals of Wet Wood");
        private final List<String> families = names(2, "");
        private final String prefix = "10.5555/" + letters(random).toLowerCase(Locale.ROOT) + ".";

        private List<String> names(int count, String rest) {
            return IntStream.range(0, count)
                    .mapToObj(i -> letters(random) + rest)
                    .toList();
        }

        Parts parts() {
            return new Parts(
                    titles.get(random.nextInt(titles.size())),
                    journals.get(random.nextInt(journals.size())),
                    families.get(random.nextInt(families.size())),
                    2018 + random.nextInt(2),
                    7 + random.nextInt(2),
                    133 + random.nextInt(2));
        }

        /** Returns printed references to random works, which may not exist in the set. */
        String[] printed(int count) {
            return IntStream.range(0, count).mapToObj(i -> parts().printed()).toArray(String[]::new);
        }

        /** Returns works that are new or replace existing works. */
        List<ExternalWork> load() {
            Map<String, ExternalWork> load = new TreeMap<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                String doi = prefix + random.nextInt(15);
                load.put(doi, parts().work(doi));
            }
            return List.copyOf(load.values());
        }
    }

    private static String letters(Random random) {
        StringBuilder word = new StringBuilder("Y");
        for (int i = 0; i < 9; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private static UUID published(String... texts) {
        String id = Fixtures.article(Fixtures.journal());
        ObjectNode patch = object();
        for (String text : texts) {
            patch.withArray("references").addObject().put("text", text);
        }
        Fixtures.patch(asAdmin(), "/v1/articles/" + id, patch).then().statusCode(200);
        Fixtures.publish(id);
        return UUID.fromString(id);
    }

    private void load(ExternalWork... some) {
        load(Arrays.asList(some));
    }

    private void load(List<ExternalWork> some) {
        writes.run(write -> {
            works.store(some, write.now());
            return null;
        });
        awaitLookedUp();
    }

    private void empty() {
        writes.run(write -> {
            set.empty();
            return null;
        });
        awaitLookedUp();
    }

    private void awaitLookedUp() {
        Fixtures.await(() -> set.state().isLookedUp());
    }

    private void lookUpAll() {
        sql.update("update outside_set set looked_to = 0");
        awaitLookedUp();
    }

    /** Returns the works that the imported set currently contains for the references of these articles. */
    private Map<String, String> now(List<UUID> articles) {
        Map<String, String> now = new TreeMap<>();
        works.inSet(unlinked.withoutDoi(articles)).forEach((reference, candidates) -> candidates
                .sure()
                .ifPresent(work -> now.put(reference.textHash(), work.doi() + " " + work.score())));
        return now;
    }

    /** Returns the stored matches of all references. */
    private Map<String, String> stored() {
        Map<String, String> stored = new TreeMap<>();
        sql.list(
                "select text_hash, doi, score from found_work where source = 'set'",
                row -> stored.put(row.getString("text_hash"), row.getString("doi") + " " + row.getDouble("score")));
        return stored;
    }

    private Map<String, String> stored(List<UUID> articles) {
        Map<String, String> own = new LinkedHashMap<>(stored());
        own.keySet()
                .retainAll(unlinked.withoutDoi(articles).stream()
                        .map(each -> each.textHash())
                        .toList());
        return own;
    }

    @Test
    void any_sequence_of_loads_has_the_same_result_as_a_complete_rematch() {
        WorkGenerator shelf = new WorkGenerator();
        List<UUID> articles = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            articles.add(published(shelf.printed(10)));
        }
        int found = 0;
        int rounds = Nightly.or(8, 100);
        for (int i = 0; i < rounds; i++) {
            if (i % 2 == 1) {
                // These references are matched in a random state of the set, because works are loaded concurrently.
                articles.add(published(shelf.printed(2)));
            }
            if (i == rounds / 2) {
                empty();
                assertEquals(Map.of(), stored(articles));
            }
            List<ExternalWork> load = shelf.load();
            load(load);
            BackgroundWork.awaitIdle();
            Map<String, String> now = now(articles);
            assertEquals(now, stored(articles), "After " + load);
            found += now.size();
        }
        assertTrue(found > 0, "No work was ever matched");
        Map<String, String> stored = stored();
        lookUpAll();
        assertEquals(stored, stored());
    }

    @Test
    void loading_a_similar_work_removes_an_ambiguous_match() {
        WorkGenerator shelf = new WorkGenerator();
        Parts parts = shelf.parts();
        List<UUID> article = List.of(published(parts.printed()));
        BackgroundWork.awaitIdle();
        String doi = shelf.prefix + "meant";
        String other = shelf.prefix + "rival";
        load(parts.work(doi));
        assertEquals(List.of(doi + " 1.0"), List.copyOf(stored(article).values()));
        load(parts.work(other));
        assertEquals(Map.of(), stored(article));
        Parts elsewhere = new Parts("Another matter altogether", "Letters on Ice", "Nobody", 1950, 1, 1);
        load(elsewhere.work(other));
        assertEquals(List.of(doi + " 1.0"), List.copyOf(stored(article).values()));
        load(elsewhere.work(doi));
        assertEquals(Map.of(), stored(article));
        assertEquals(
                0,
                sql.first(
                                "select count(*) from outside_work w where w.doi_key = ?"
                                        + " and w.id > (select looked_to from outside_set)",
                                row -> row.getLong(1),
                                doi)
                        .orElseThrow());
    }

    @Test
    void loading_works_rematches_only_the_references_that_may_be_affected() {
        WorkGenerator shelf = new WorkGenerator();
        List<Parts> cited = IntStream.range(0, 250)
                .mapToObj(i -> new Parts(letters(shelf.random) + " of ropes", "Annals of Ice", "Reyes", 2019, 3, i + 1))
                .toList();
        List<UUID> article =
                List.of(published(cited.stream().map(Parts::printed).toArray(String[]::new)));
        BackgroundWork.awaitIdle();
        load(cited.get(0).work(shelf.prefix + "first"));
        long mark = CountingDriver.statements();
        load(cited.get(200).work(shelf.prefix + "second"));
        // With two nodes, either node can look up the works, and only the statements of this node are counted.
        boolean isCounted = EachRequestToAnotherNode.nodes() == 1;
        if (isCounted) {
            assertEquals(1, lookUps(mark));
        }
        assertEquals(2, stored(article).size());
        mark = CountingDriver.statements();
        lookUpAll();
        if (isCounted) {
            assertTrue(lookUps(mark) >= 3, "All 250 take three");
        }
        assertEquals(2, stored(article).size());
    }

    private static long lookUps(long mark) {
        return CountingDriver.since(mark).stream()
                .filter(each -> each.contains(LOOK_UP))
                .count();
    }
}
