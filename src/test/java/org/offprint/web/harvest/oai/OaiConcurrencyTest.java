package org.offprint.web.harvest.oai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Client;
import org.offprint.web.api.Concurrently;
import org.offprint.web.api.Fixtures;
import org.offprint.web.harvest.HarvestedJournal;
import org.offprint.web.harvest.oai.Harvester.CompleteList;
import org.offprint.web.harvest.oai.Harvester.Record;

/** Tests harvesting while editors publish, correct, withdraw and reinstate articles and rename the journal. */
@QuarkusTest
class OaiConcurrencyTest {

    private static final Duration LENGTH = Duration.ofSeconds(Nightly.or(5, 12));

    @Inject
    Sql sql;

    @Test
    void harvesting_during_concurrent_writes_lists_every_record_exactly_once() {
        HarvestedJournal stock = new HarvestedJournal();
        List<String> articles = new ArrayList<>(stock.copies(sql, stock.published(), 320));
        List<String> written = List.copyOf(articles.subList(0, 60));
        // The copies are written directly to the database, so the service processes them with a delay.
        Fixtures.await(() -> whole(stock).keySet().containsAll(articles));
        answered.addAll(articles);
        long end = System.nanoTime() + LENGTH.toNanos();
        Map<String, String> harvested = new HashMap<>();
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<String> own = written.subList(i * 20, i * 20 + 20);
            work.add(() -> write(stock, own, end));
        }
        work.add(() -> harvestRepeatedly(stock, harvested, end));
        work.add(() -> listAllRepeatedly(stock, end));
        List<Integer> rounds = Concurrently.run(work.toArray(Callable[]::new));
        assertTrue(rounds.stream().allMatch(round -> round >= 2), rounds::toString);
        // A harvest that starts now must include the last changes.
        Fixtures.await(() -> {
            take(Harvester.of(stock).walk("ListRecords", "metadataPrefix=oai_dc&from=" + since), harvested);
            return harvested.equals(whole(stock));
        });
        assertEquals(
                published(stock),
                harvested.entrySet().stream()
                        .filter(entry -> !entry.getValue().equals("deleted"))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    /** Ids of articles whose publication the service has confirmed. */
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    private volatile String since;

    /** Sends editor requests until the end time, and returns the number of requests. */
    private int write(HarvestedJournal stock, List<String> own, long end) {
        int done = 0;
        while (System.nanoTime() < end) {
            String article = own.get(done % own.size());
            switch (done % 4) {
                case 0 -> stock.correct(article);
                case 1 -> stock.withdraw(article);
                case 2 -> answered.add(stock.published());
                default -> {
                    stock.reinstate(own.get((done - 2) % own.size()));
                    if (done % 20 == 3) {
                        stock.patchJournal(Fixtures.object().put("title", Fixtures.unique("Renamed")));
                    }
                }
            }
            done++;
        }
        return done;
    }

    /** Harvests all records once and then only changes, until the end time. Returns the number of harvests. */
    private int harvestRepeatedly(HarvestedJournal stock, Map<String, String> harvested, long end) {
        int rounds = 0;
        String from = "";
        // Harvests at least twice, even on a slow machine.
        while (System.nanoTime() < end || rounds < 2) {
            CompleteList walk = Harvester.of(stock).walk("ListRecords", "metadataPrefix=oai_dc" + from);
            walk.byArticle();
            take(walk, harvested);
            since = walk.responseDate();
            from = "&from=" + since;
            rounds++;
            pause();
        }
        return rounds;
    }

    /**
     * Lists all record headers repeatedly until the end time. Each list must contain all articles that were published
     * before it started. The number of articles must equal the announced list size. Returns the number of lists.
     */
    private int listAllRepeatedly(HarvestedJournal stock, long end) {
        int rounds = 0;
        while (System.nanoTime() < end || rounds < 2) {
            Set<String> before = Set.copyOf(answered);
            CompleteList walk =
                    Harvester.of(stock).walk("ListIdentifiers", "metadataPrefix=oai_dc", OaiConcurrencyTest::pause);
            Set<String> listed = walk.byArticle().keySet();
            assertTrue(listed.containsAll(before), "a published article is missing");
            assertEquals(
                    Integer.toString(listed.size()),
                    walk.pages().get(0).elements("resumptionToken").get(0).getAttribute("completeListSize"));
            rounds++;
        }
        return rounds;
    }

    private static void take(CompleteList walk, Map<String, String> harvested) {
        walk.records().forEach(record -> harvested.put(record.article(), state(record)));
    }

    private static String state(Record record) {
        return record.deleted() ? "deleted" : record.metadata().getTextContent();
    }

    private static Map<String, String> whole(HarvestedJournal stock) {
        Map<String, String> whole = new HashMap<>();
        take(Harvester.of(stock).walk("ListRecords", "metadataPrefix=oai_dc"), whole);
        return whole;
    }

    private static Set<String> published(HarvestedJournal stock) {
        Set<String> ids = new HashSet<>();
        String path = "/v1/articles?limit=100&journal=" + stock.journal;
        while (path != null) {
            JsonNode page = Client.here().anonymous().get(path).expect(200).body();
            page.get("items").forEach(item -> ids.add(item.get("id").textValue()));
            path = page.at("/page/next").textValue();
        }
        return ids;
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
