package org.offprint.journal.journals;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.Section;
import org.offprint.platform.database.sql.Sql;

/** The sections of journals as rows, for the foreign keys of articles; what they are called is in the journal's body. */
@ApplicationScoped
class SectionRegister {

    private final Sql sql;

    SectionRegister(Sql sql) {
        this.sql = sql;
    }

    /**
     * Keeps the sections that a stored journal has now, in their order.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 where articles are in one that it has no more
     */
    void keep(Journal journal) {
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
