package org.offprint.web.api.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests that cursor paging returns every record with an unchanged sort key exactly once, despite concurrent writes. */
@QuarkusTest
class PagingDuringWritesTest {

    private static final int STABLE = Nightly.or(12, 60);

    /** Page sizes. The paging direction alternates between forward and backward from one size to the next. */
    private static final int[] LIMITS = Nightly.or(0, 1) == 1 ? new int[] {1, 3, 7, 20} : new int[] {2, 7};

    private final Client editor = Client.here();

    private ObjectNode article(String journal, String title, Random random) {
        ObjectNode article = Fixtures.object()
                .put("journal", journal)
                .put("title", title)
                .put("language", "en")
                .put("type", "research-article");
        article.putObject("dates").put("published", (2000 + random.nextInt(4)) + "");
        return article;
    }

    private String published(ObjectNode article) {
        String path = "/v1/articles/"
                + editor.post("/v1/articles", article)
                        .expect(201)
                        .body()
                        .get("id")
                        .textValue();
        editor.put(path + "/publication", Fixtures.object()).expect(200);
        return path;
    }

    /**
     * Publishes, withdraws and changes articles other than the {@code stable} articles until {@code ended} is set. If
     * {@code touchesStable} is true, also changes the abstracts of the stable articles.
     */
    private void write(String journal, List<String> stable, boolean touchesStable, Random random, AtomicBoolean ended) {
        List<String> others = new ArrayList<>();
        while (!ended.get()) {
            int what = random.nextInt(4);
            if (what == 0 || others.isEmpty()) {
                others.add(published(article(journal, "Other " + random.nextInt(100), random)));
            } else if (what == 1) {
                String path = others.remove(random.nextInt(others.size()));
                editor.put(path + "/withdrawal", Fixtures.object().put("reason", "wrong"))
                        .expect(200);
            } else if (what == 2) {
                String path = others.get(random.nextInt(others.size()));
                editor.patch(path, Fixtures.object().put("title", "Changed " + random.nextInt(100)))
                        .expect(200);
                editor.put(path + "/publication", Fixtures.object()).expect(200);
            } else if (touchesStable) {
                String path = stable.get(random.nextInt(stable.size()));
                editor.patch(path, Fixtures.object().put("abstract", "Of " + random.nextInt()))
                        .expect(200);
                editor.put(path + "/publication", Fixtures.object()).expect(200);
            }
        }
    }

    /**
     * Follows the page links and returns the ids of all listed records. If {@code backwards} is true, first follows the
     * links to the last page, and returns the ids from there back to the first page.
     */
    private List<String> walk(Client caller, String path, boolean backwards) {
        JsonNode page = caller.get(path).expect(200).body();
        List<String> met = new ArrayList<>(backwards ? List.of() : ids(page));
        while (page.at("/page/next").isTextual()) {
            page = caller.get(page.at("/page/next").textValue()).expect(200).body();
            if (!backwards) {
                met.addAll(ids(page));
            }
        }
        if (backwards) {
            // The last page is not read again. If the last page is also the first page, a second read could return
            // different articles.
            met.addAll(ids(page));
            while (page.at("/page/prev").isTextual()) {
                page = caller.get(page.at("/page/prev").textValue()).expect(200).body();
                met.addAll(ids(page));
            }
        }
        return met;
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("items").forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }

    @ParameterizedTest
    @CsvSource({
        "-published,true,true",
        "published,true,true",
        "title,true,true",
        "-updated,true,false",
        "-published,false,true",
        "title,false,true",
        "-updated,false,false"
    })
    void each_article_with_a_stable_sort_key_is_returned_once(String sort, boolean asReader, boolean touchesStable) {
        String journal = Fixtures.journal();
        Random random = new Random(sort.hashCode());
        List<String> stable = new ArrayList<>();
        for (int i = 0; i < STABLE; i++) {
            stable.add(published(article(journal, "Title " + random.nextInt(20), random)));
        }
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger walks = new AtomicInteger();
        Client caller = asReader ? editor.anonymous() : editor;
        Workers.share(3, 3, worker -> {
            if (worker > 0) {
                write(journal, stable, touchesStable, new Random(worker), ended);
                return null;
            }
            try {
                for (int limit : LIMITS) {
                    String path = "/v1/articles?journal=" + journal + "&sort=" + sort + "&limit=" + limit;
                    check(stable, walk(caller, path, walks.incrementAndGet() % 2 == 0), path);
                }
            } finally {
                ended.set(true);
            }
            return null;
        });
        assertEquals(LIMITS.length, walks.get());
    }

    private static void check(List<String> stable, List<String> met, String path) {
        Map<String, Integer> times = new HashMap<>();
        met.forEach(id -> times.merge(id, 1, Integer::sum));
        stable.forEach(article -> {
            String id = article.substring(article.lastIndexOf('/') + 1);
            assertEquals(1, times.getOrDefault(id, 0), path + " " + id);
        });
        assertTrue(met.size() >= stable.size());
    }

    @NightlyOnly
    @Test
    void each_keyword_is_returned_once_despite_concurrent_writes() {
        String journal = Fixtures.journal();
        Random random = new Random(1);
        String word = Fixtures.unique("wkw").replace(" ", "");
        List<String> keywords = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ObjectNode article = article(journal, "With a keyword", random);
            keywords.add(word + " " + i);
            article.putArray("keywords").add(word + " " + i);
            published(article);
        }
        AtomicBoolean ended = new AtomicBoolean();
        Workers.share(2, 2, worker -> {
            if (worker > 0) {
                write(journal, List.of(), false, new Random(2), ended);
                return null;
            }
            try {
                List<String> met = new ArrayList<>();
                String link = "/v1/keywords?sort=name&limit=3&q=" + word;
                while (link != null) {
                    JsonNode page = editor.anonymous().get(link).expect(200).body();
                    page.get("items")
                            .forEach(item -> met.add(item.get("keyword").textValue()));
                    link = page.at("/page/next").textValue();
                }
                assertEquals(
                        keywords.stream().sorted().toList(),
                        met.stream().sorted().toList());
            } finally {
                ended.set(true);
            }
            return null;
        });
    }
}
