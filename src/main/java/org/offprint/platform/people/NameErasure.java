package org.offprint.platform.people;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;

/** Removes the name of an erased person from all records of the person's actions. */
@Singleton
public class NameErasure {

    /**
     * Text that replaces the name of an erased person. The id of the person is kept, but no longer identifies anyone.
     */
    public static final String ERASED = "Erased person";

    private final Sql sql;

    NameErasure(Sql sql) {
        this.sql = sql;
    }

    /**
     * Removes the name of a person from jobs, the history of articles, webhooks and publication schedules. The caller
     * must have started a transaction.
     */
    public void erase(UUID person) {
        // Names are erased from jobs first. The first update waits for the jobs' current batches, which may still add
        // entries to the history of articles.
        sql.update("update job set by_name = ? where by_key = ?", ERASED, person);
        sql.update(
                "update job set request = jsonb_set(request, '{by,name}', to_jsonb(cast(? as text)))"
                        + " where by_key = ? and request #>> '{by,name}' is not null",
                ERASED,
                person);
        sql.update("update article_history set by_name = ? where by_key = ?", ERASED, person);
        sql.update("update webhook set key_name = ? where key_id = ?", ERASED, person);
        for (String table : new String[] {"article", "issue"}) {
            sql.update(
                    "update " + table + " set schedule = jsonb_set(schedule, '{byName}', to_jsonb(cast(? as text)))"
                            + " where schedule ->> 'byKey' = ?",
                    ERASED,
                    person.toString());
        }
    }
}
