package org.offprint.web.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.platform.changes.LocalFollowers;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/**
 * Tests that a cached article is as new as the last successful write, and that the cache is bypassed while the service
 * does not follow the change log.
 */
@QuarkusTest
class ArticleFreshnessTest {

    @Inject
    LocalFollowers followers;

    @Test
    void readers_receive_each_version_as_soon_as_its_publication_is_confirmed() {
        int versions = Nightly.or(10, 60);
        String article = Fixtures.article(Fixtures.journal());
        AtomicInteger answered = new AtomicInteger(publish(article));
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        List<CompletableFuture<Void>> readers = IntStream.range(0, 4)
                .mapToObj(number -> CompletableFuture.runAsync(() -> {
                    int last = 0;
                    while (!done.get()) {
                        int least = Math.max(last, answered.get());
                        last = read(article);
                        assertTrue(last >= least, "version " + last + " after " + least);
                        reads.incrementAndGet();
                    }
                }))
                .toList();
        try {
            for (int version = 2; version <= versions; version++) {
                change(article);
                answered.set(publish(article));
            }
        } finally {
            done.set(true);
        }
        readers.forEach(CompletableFuture::join);
        assertEquals(versions, read(article));
        assertTrue(reads.get() > versions, reads + " reads");
    }

    @NightlyOnly
    @Test
    void the_article_cache_is_bypassed_while_the_change_log_follower_is_stalled() {
        String article = Fixtures.article(Fixtures.journal());
        publish(article);
        AtomicBoolean stalled = new AtomicBoolean(true);
        followers.listen(changes -> {
            while (stalled.get()) {
                Workers.pause(5);
            }
        });
        try {
            // The follower receives the first change before it stalls, but not the later changes.
            for (int version = 2; version <= 3; version++) {
                change(article);
                assertEquals(version, publish(article));
                assertEquals(version, read(article));
            }
        } finally {
            stalled.set(false);
        }
        change(article);
        assertEquals(4, publish(article));
        assertEquals(4, read(article));
    }

    @Test
    void withdrawing_and_reinstating_an_article_takes_effect_immediately() {
        String path = "/v1/articles/" + Fixtures.article(Fixtures.journal());
        Client editor = Client.here();
        editor.put(path + "/publication", null).expect(200);
        for (int i = 0; i < 10; i++) {
            editor.anonymous().get(path).expect(200);
            editor.put(path + "/withdrawal", Fixtures.object().put("reason", "A test."))
                    .expect(200);
            editor.anonymous().get(path).expect(410);
            editor.delete(path + "/withdrawal").expect(200);
        }
    }

    private static void change(String article) {
        Client.here()
                .patch("/v1/articles/" + article, Fixtures.object().put("subtitle", Fixtures.unique("Subtitle")))
                .expect(200);
    }

    private static int publish(String article) {
        return Client.here()
                .put("/v1/articles/" + article + "/publication", null)
                .expect(200)
                .body()
                .get("version")
                .intValue();
    }

    private static int read(String article) {
        return Client.here()
                .anonymous()
                .get("/v1/articles/" + article)
                .expect(200)
                .body()
                .get("version")
                .intValue();
    }
}
