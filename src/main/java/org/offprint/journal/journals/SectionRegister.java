package org.offprint.journal.journals;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.Section;
import org.offprint.platform.database.sql.Sql;

/**
 * Stores the sections of journals as database rows, which articles reference by foreign key. Section titles are stored
 * in the journal's metadata.
 */
@ApplicationScoped
class SectionRegister {

    private final Sql sql;

    SectionRegister(Sql sql) {
        this.sql = sql;
    }

    /**
     * Stores the current sections of a stored journal, in order.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if a removed section still contains articles
     */
    void store(Journal journal) {
        Set<UUID> present = journal.body.sections().stream().map(Section::id).collect(Collectors.toSet());
        List<UUID> gone =
                sql.list("select id from section where journal = ?", row -> Sql.uuid(row, "id"), journal.id).stream()
                        .filter(id -> !present.contains(id))
                        .toList();
        requireEmpty(gone);
        sql.batch(
                "delete from section where id = ?",
                gone.stream().map(id -> new Object[] {id}).toList());
        List<Section> sections = journal.body.sections();
        for (int i = 0; i < sections.size(); i++) {
            sql.update(
                    "insert into section (id, journal, ordinal) values (?, ?, ?)"
                            + " on conflict (id) do update set ordinal = excluded.ordinal",
                    sections.get(i).id(),
                    journal.id,
                    i);
        }
    }

    private void requireEmpty(List<UUID> sections) {
        if (sections.isEmpty()) {
            return;
        }
        List<String> users = sql.list(
                "select id from article where section = any(?) order by id limit 10",
                row -> "/v1/articles/" + Sql.uuid(row, "id"),
                sections);
        if (!users.isEmpty()) {
            long total = sql.first(
                            "select count(*) from article where section = any(?)", row -> row.getLong(1), sections)
                    .orElseThrow();
            throw Problems.inUse("section", users, total);
        }
    }
}
