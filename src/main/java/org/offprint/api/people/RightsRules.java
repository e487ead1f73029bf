package org.offprint.api.people;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.offprint.database.sql.Sql;
import org.offprint.json.RecordReader;
import org.offprint.people.Rights;

/** Reads rights that an admin gives, and notes everything that is wrong with them. */
@Singleton
class RightsRules {

    private final Sql sql;

    RightsRules(Sql sql) {
        this.sql = sql;
    }

    /** Returns the rights, which are none to be used unless the reader is clean. */
    Rights read(RightsInput input, RecordReader reader) {
        boolean isAdmin = input.role() == PersonRole.ADMIN;
        if (input.journals() != null) {
            if (isAdmin) {
                reader.add("/journals", "not-for-admins", "An admin edits all journals; leave this out.");
            }
            refuseUnknown(input.journals(), reader);
        }
        return isAdmin ? new Rights(Rights.ADMIN, null) : Rights.editorOf(input.journals());
    }

    private void refuseUnknown(List<UUID> journals, RecordReader reader) {
        Set<UUID> asked = new HashSet<>(journals);
        asked.removeIf(Objects::isNull); // these have their finding
        if (asked.isEmpty()) {
            return;
        }
        Set<UUID> known =
                new HashSet<>(sql.list("select id from journal where id = any(?)", row -> Sql.uuid(row, "id"), asked));
        for (int i = 0; i < journals.size(); i++) {
            if (journals.get(i) != null && !known.contains(journals.get(i))) {
                reader.add("/journals/" + i, "unknown-journal", "There is no journal " + journals.get(i) + " here.");
            }
        }
    }
}
