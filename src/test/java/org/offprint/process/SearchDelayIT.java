package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests that the packaged service in its production configuration lists each write within two seconds. */
class SearchDelayIT {

    private static final int WRITES = Nightly.or(3, 40);
    private static final Duration PROMISE = Duration.ofSeconds(2);

    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void publications_and_changes_and_withdrawals_of_articles_appear_in_searches_within_two_seconds() {
        try (ServiceProcess service = Records.service(data, Map.of())) {
            Client editor = Client.at(service.url());
            Client reader = editor.anonymous();
            String journal = Records.journal(editor);
            // A newly started process is slow for reasons unrelated to the index.
            publish(editor, journal, "warming");
            Workers.await(Duration.ofSeconds(60), "the first article is found", () -> found(reader, "warming") == 1);
            List<Duration> waits = new ArrayList<>();
            for (int i = 0; i < WRITES; i++) {
                String word = "zebra" + i;
                String path = publish(editor, journal, word);
                waits.add(untilFound(reader, word, 1));
                editor.patch(path, Fixtures.object().put("title", "Changed to gnu" + i))
                        .expect(200);
                editor.put(path + "/publication", null).expect(200);
                waits.add(untilFound(reader, "gnu" + i, 1));
                editor.put(path + "/withdrawal", Fixtures.object().put("reason", "wrong"));
                waits.add(untilFound(reader, "gnu" + i, 0));
            }
            // A single slow write may be caused by a pause of the machine, but a defect slows down several writes.
            List<Duration> late =
                    waits.stream().filter(wait -> wait.compareTo(PROMISE) > 0).toList();
            assertTrue(late.size() <= 1, () -> "late: " + late + " of " + waits);
        }
    }

    private static String publish(Client editor, String journal, String word) {
        String path = "/v1/articles/"
                + Records.id(
                        editor.post("/v1/articles", Records.article(journal).put("title", "An article about " + word)));
        editor.put(path + "/publication", null).expect(200);
        return path;
    }

    private static Duration untilFound(Client reader, String word, int expected) {
        long began = System.nanoTime();
        Workers.await(
                Duration.ofSeconds(30),
                word + " is found " + expected + " times",
                () -> found(reader, word) == expected);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static int found(Client reader, String word) {
        return reader.get("/v1/articles?q=" + word)
                .expect(200)
                .body()
                .get("total")
                .intValue();
    }
}
