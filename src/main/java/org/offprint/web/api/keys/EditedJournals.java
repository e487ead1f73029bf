package org.offprint.web.api.keys;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.database.sql.Sql;

/** Validates the ids of the journals that an API key or a person can edit. */
@Singleton
public class EditedJournals {

    private final Sql sql;

    EditedJournals(Sql sql) {
        this.sql = sql;
    }

    /**
     * Adds an error for each journal that does not exist. One SELECT statement checks all ids.
     *
     * @param journals ids in {@code /journals}; null elements are skipped, because the reader has already reported an
     *     error for each of them
     */
    public void check(List<UUID> journals, RecordReader reader) {
        Set<UUID> asked = new HashSet<>(journals);
        asked.removeIf(Objects::isNull);
        if (asked.isEmpty()) {
            return;
        }
        Set<UUID> known =
                new HashSet<>(sql.list("select id from journal where id = any(?)", row -> Sql.uuid(row, "id"), asked));
        for (int i = 0; i < journals.size(); i++) {
            if (journals.get(i) != null && !known.contains(journals.get(i))) {
                reader.add("/journals/" + i, "unknown-journal", "There is no journal " + journals.get(i) + ".");
            }
        }
    }
}
