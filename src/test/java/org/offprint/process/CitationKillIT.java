package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/**
 * Randomly publishes, changes, withdraws and reinstates articles that cite each other, and kills the service several
 * times. After each kill, the reported citation counts and lists must equal those computed from the published articles.
 */
class CitationKillIT {

    private static final Logger LOG = Logger.getLogger(CitationKillIT.class);

    /** Seed of the random numbers. Set the system property to reproduce a failure. */
    private static final long SEED = Long.getLong("citations.seed", 20L);

    private static final int STEPS = Integer.getInteger("citations.steps", 10_000);
    private static final int KILLS = 12;
    private static final int WORKS = 24;

    /** Maximum time that a slow machine needs to link pending references. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final String[] NOUNS = {
        "sediment", "harbour", "granite", "lichen", "monsoon", "falcon", "orchard", "tremor", "glacier", "pollen",
                "estuary",
        "basalt", "heron", "willow", "quarry", "plankton", "meadow", "cyclone", "juniper", "limestone", "otter",
                "peatland",
        "saffron", "tundra", "walrus", "yarrow", "zircon", "amber", "bramble", "cobalt"
    };

    private static final String[] FAMILIES = {
        "Adeyemi", "Bergström", "Castellanos", "Dimitrova", "Eriksson", "Fernandes", "Grünwald", "Hakimi", "Ishikawa",
        "Jovanović", "Kowalczyk", "Lindqvist", "Marchetti", "Nakamura", "Oyelaran", "Petrenko", "Quintana", "Rasmussen",
        "Szymański", "Takahashi", "Urquhart", "Vasconcelos", "Wiśniewski", "Yamaguchi"
    };

    private final Path data = TestDatabase.temporaryDirectory();
    private final Random random = new Random(SEED);
    private final List<Work> works = new ArrayList<>();

    /** Test article with its id and the text of references to the article. */
    private record Work(String id, String printed) {

        String path() {
            return "/v1/articles/" + id;
        }
    }

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void citation_counts_equal_a_brute_force_computation_after_random_changes_and_kills() {
        Instant start = Instant.now();
        int done = 0;
        int links = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServiceProcess service = Records.answering(data, Map.of())) {
                Client editor = Client.at(service.url());
                if (works.isEmpty()) {
                    create(editor);
                } else {
                    links += compare(editor);
                }
                int until = STEPS * (kill + 1) / KILLS;
                int delay = random.nextInt(300);
                Thread killer = new Thread(() -> {
                    Workers.pause(delay);
                    service.kill9();
                });
                try {
                    while (true) {
                        step(editor);
                        if (++done == until) {
                            killer.start();
                        }
                    }
                } catch (UncheckedIOException e) {
                    // The service was killed during a step, so the step may be incomplete.
                }
                assertTrue(done >= until, "The operations ended before the kill");
                join(killer);
            }
        }
        try (ServiceProcess service = Records.answering(data, Map.of())) {
            links += compare(Client.at(service.url()));
        }
        assertTrue(links > 0, "No article was cited");
        LOG.infof(
                "Seed %d: %d steps, %d kills, %d links compared, %d s",
                SEED, done, KILLS, links, Duration.between(start, Instant.now()).toSeconds());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void create(Client editor) {
        String name = "Annals of Polder Studies";
        String journal = Records.id(
                editor.post("/v1/journals", Fixtures.object().put("title", name).put("language", "en")));
        for (int i = 0; i < WORKS; i++) {
            String family = FAMILIES[i];
            String title = "The " + NOUNS[i] + " and the " + NOUNS[(i * 7 + 3) % NOUNS.length] + " of "
                    + FAMILIES[(i + 5) % FAMILIES.length] + " under " + NOUNS[(i * 11 + 8) % NOUNS.length];
            int year = 1980 + i;
            int page = 100 + 13 * i;
            ObjectNode article = Fixtures.object()
                    .put("journal", journal)
                    .put("title", title)
                    .put("language", "en")
                    .put("type", "research-article");
            article.putArray("contributors")
                    .addObject()
                    .put("role", "author")
                    .put("family", family)
                    .put("given", "Ada");
            article.putObject("pages").put("first", "" + page).put("last", "" + (page + 9));
            article.putObject("dates").put("published", "" + year);
            works.add(new Work(
                    Records.id(editor.post("/v1/articles", article)),
                    family + " A. (" + year + "). " + title + ". " + name + ", " + page + "–" + (page + 9) + "."));
        }
    }

    /** Performs one random operation that is allowed in the current state of an article. */
    private void step(Client editor) {
        Work work = works.get(random.nextInt(WORKS));
        int state = editor.anonymous().get(work.path()).status();
        if (state == 410) {
            editor.delete(work.path() + "/withdrawal").expect(200);
        } else if (state == 200 && random.nextInt(4) == 0) {
            editor.put(work.path() + "/withdrawal", Fixtures.object().put("reason", "By chance."))
                    .expect(200);
        } else {
            Set<Integer> cited = new TreeSet<>();
            for (int n = random.nextInt(5); n > 0; n--) {
                cited.add(random.nextInt(WORKS));
            }
            cited.remove(works.indexOf(work));
            ObjectNode patch = Fixtures.object();
            ArrayNode references = patch.putArray("references");
            cited.forEach(
                    each -> references.addObject().put("text", works.get(each).printed()));
            editor.patch(work.path(), patch).expect(200);
            editor.put(work.path() + "/publication", null).expect(200);
        }
    }

    /** Waits until the reported citations equal those in the published articles. Returns the number of links. */
    private int compare(Client editor) {
        Map<String, Set<String>> expected = byBruteForce(editor);
        Map<String, Set<String>> citingArticles = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        try {
            Workers.await(TIMEOUT, "the reported citations equal the published citations", () -> {
                citingArticles.clear();
                counts.clear();
                expected.keySet().forEach(id -> {
                    citingArticles.put(id, citing(editor, id));
                    counts.put(id, count(editor, id));
                });
                return citingArticles.equals(expected) && counts.equals(sizes(expected));
            });
        } catch (AssertionError e) {
            LOG.errorf("Seed %d", SEED);
            assertEquals(expected, citingArticles);
            assertEquals(sizes(expected), counts);
        }
        return expected.values().stream().mapToInt(Set::size).sum();
    }

    /**
     * Computes the ids of the citing articles for each published article, from the references of all published
     * articles.
     */
    private Map<String, Set<String>> byBruteForce(Client editor) {
        Map<String, JsonNode> published = new HashMap<>();
        for (Work work : works) {
            Client.Reply reply = editor.anonymous().get(work.path());
            if (reply.status() == 200) {
                published.put(work.id(), reply.body());
            }
        }
        Map<String, Set<String>> citing = new TreeMap<>();
        for (Work cited : works) {
            if (published.containsKey(cited.id())) {
                Set<String> ids = new TreeSet<>();
                published.forEach((id, article) -> article.path("references").forEach(reference -> {
                    if (reference.path("text").asText().equals(cited.printed())) {
                        ids.add(id);
                    }
                }));
                citing.put(cited.id(), ids);
            }
        }
        return citing;
    }

    private static Map<String, Integer> sizes(Map<String, Set<String>> sets) {
        Map<String, Integer> sizes = new TreeMap<>();
        sets.forEach((id, set) -> sizes.put(id, set.size()));
        return sizes;
    }

    private static Set<String> citing(Client editor, String id) {
        Set<String> ids = new TreeSet<>();
        editor.anonymous()
                .get("/v1/articles/" + id + "/cited-by?limit=100")
                .body()
                .path("items")
                .forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }

    private static int count(Client editor, String id) {
        Client.Reply reply = editor.anonymous().get("/v1/articles?id=" + id);
        return reply.status() == 200
                ? reply.body().path("items").path(0).path("citations").asInt(-1)
                : -1;
    }
}
