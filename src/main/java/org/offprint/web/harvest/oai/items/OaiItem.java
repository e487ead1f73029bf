package org.offprint.web.harvest.oai.items;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;

/**
 * Item of the OAI-PMH repository: an article that is or was published.
 *
 * @param stamp datestamp, the time of the last change to the harvested data
 * @param changed whether the item has changed since it first appeared
 * @param journal slug of the article's journal
 * @param size size of the article's document, in bytes
 */
public record OaiItem(
        UUID article,
        Instant stamp,
        boolean deleted,
        boolean changed,
        String journal,
        UUID issue,
        UUID section,
        String type,
        int size) {

    static OaiItem read(ResultSet row) throws SQLException {
        return new OaiItem(
                Sql.uuid(row, "article"),
                Sql.instant(row, "stamp"),
                row.getBoolean("deleted"),
                row.getBoolean("changed"),
                row.getString("slug"),
                Sql.uuid(row, "issue"),
                Sql.uuid(row, "section"),
                row.getString("type"),
                row.getInt("size"));
    }

    /** Returns the OAI-PMH sets of the item, without the roots of the set hierarchies, which are implied. */
    public List<String> setSpecs() {
        List<String> specs = new ArrayList<>();
        specs.add("journal:" + journal);
        if (issue != null) {
            specs.add("journal:" + journal + ":issue-" + issue);
        }
        if (section != null) {
            specs.add("journal:" + journal + ":section-" + section);
        }
        specs.add("type:" + type);
        return specs;
    }
}
