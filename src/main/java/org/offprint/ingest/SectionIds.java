package org.offprint.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.offprint.database.Sql;
import org.offprint.identifiers.Ids;

/** The ids of the sections that new journals bring. */
@ApplicationScoped
class SectionIds {

    private final Sql sql;

    SectionIds(Sql sql) {
        this.sql = sql;
    }

    /** Sections keep their ids where those are free; a reader of new journals takes none. */
    void take(ObjectNode body, Deque<UUID> ids, Batch batch) {
        List<UUID> given = new ArrayList<>();
        body.path("sections").forEach(section -> given.add(section.isObject() ? Names.idOf(section) : null));
        Set<UUID> taken = taken(given);
        for (int i = 0; i < given.size(); i++) {
            UUID id = given.get(i);
            boolean isFree =
                    id != null && !taken.contains(id) && !batch.holdings.journals.isSection(id) && !ids.contains(id);
            ids.add(isFree ? id : Ids.next());
            if (body.get("sections").get(i) instanceof ObjectNode section) {
                section.remove("id");
            }
        }
    }

    private Set<UUID> taken(List<UUID> sections) {
        List<String> given =
                sections.stream().filter(Objects::nonNull).map(UUID::toString).toList();
        return given.isEmpty()
                ? Set.of()
                : new HashSet<>(sql.list(
                        "select id from section where id = any(?::uuid[])", row -> Sql.uuid(row, "id"), given));
    }
}
