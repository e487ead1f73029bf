package org.offprint.search.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.articles.ArticleView;
import org.offprint.articles.body.AffiliationMention;
import org.offprint.database.Sql;
import org.offprint.http.json.Json;

/**
 * A published article as it is read for an index.
 *
 * @param summary the item of lists
 * @param named the organizations that it names, merged or not
 */
record ReadArticle(ArticleView view, byte[] summary, Instant changedAt, Set<UUID> named) {

    static ReadArticle of(ResultSet row) throws SQLException {
        Set<UUID> named = new HashSet<>();
        for (String id : (String[]) row.getArray("named").getArray()) {
            named.add(UUID.fromString(id));
        }
        return new ReadArticle(
                Json.read(row.getBytes("document"), ArticleView.class),
                row.getBytes("summary"),
                Sql.instant(row, "changed_at"),
                named);
    }

    /** The organizations that it shows: of merged ones the survivors, until it is typeset anew. */
    Set<UUID> shown() {
        return view.body().contributors().stream()
                .flatMap(contributor -> contributor.affiliations().stream())
                .map(AffiliationMention::id)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
