package org.offprint.web.api.journals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests concurrent edits that rename journals and change which journal continues another. */
@QuarkusTest
class ConcurrentJournalsTest {

    private static final int JOURNALS = 3;
    private static final int EDITORS = 7;

    /** Number of edits. Only a few edits overlap by chance, so many edits are required. */
    private static final int WRITES = Nightly.or(140, 280);

    @Inject
    Sql sql;

    private final Client editor = Client.here();
    private final List<String> journals = new ArrayList<>();

    @Test
    void concurrent_edits_of_journals_cause_no_deadlock_and_no_cycle_of_continued_journals() {
        for (int i = 0; i < JOURNALS; i++) {
            journals.add(Fixtures.journal());
        }
        long deadlocks = deadlocks();
        Map<Integer, Long> statuses = Workers.share(EDITORS, WRITES, number -> write(new Random(number))).stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        Workers.pause(1_500); // PostgreSQL updates its statistics with a delay of about one second.
        assertTrue(Set.of(200, 422).containsAll(statuses.keySet()), statuses.toString());
        assertEquals(0, deadlocks() - deadlocks);
        journals.forEach(this::endsSomewhere);
    }

    private int write(Random random) {
        String path = "/v1/journals/" + any(random);
        ObjectNode change = Fixtures.object();
        int kind = random.nextInt(6);
        if (kind == 0) {
            change.put("publisher", Fixtures.unique("Publisher"));
        } else if (kind < 3) {
            change.put("slug", Fixtures.unique("slug").replace(' ', '-'));
        } else if (kind == 3) {
            change.putNull("continues");
        } else {
            change.put("continues", any(random))
                    .put("slug", Fixtures.unique("slug").replace(' ', '-'));
        }
        return editor.patch(path, change).status();
    }

    private void endsSomewhere(String journal) {
        Set<String> passed = new HashSet<>();
        for (String at = journal; at != null; at = continued(at)) {
            assertTrue(passed.add(at), "a cycle of " + passed);
        }
    }

    private String continued(String journal) {
        return sql
                .list(
                        "select continues::text from journal where id = ?",
                        row -> String.valueOf(row.getString(1)),
                        UUID.fromString(journal))
                .stream()
                .filter(id -> !id.equals("null"))
                .findFirst()
                .orElse(null);
    }

    private String any(Random random) {
        return journals.get(random.nextInt(JOURNALS));
    }

    private long deadlocks() {
        return sql.first(
                        "select deadlocks from pg_stat_database where datname = current_database()",
                        row -> row.getLong(1))
                .orElseThrow();
    }
}
