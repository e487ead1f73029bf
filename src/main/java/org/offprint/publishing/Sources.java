package org.offprint.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.affiliations.AffiliationBody;
import org.offprint.articles.body.AffiliationMention;
import org.offprint.database.Sql;
import org.offprint.http.json.Json;
import org.offprint.issues.IssueBody;
import org.offprint.journals.JournalBody;

/**
 * Reads what articles are typeset with: journals, issues and affiliations, by kind and id, whatever their number in
 * three statements. By SQL and not from the persistence context, so that what is read under the lock is what is newest.
 */
@ApplicationScoped
class Sources {

    private final Sql sql;

    Sources(Sql sql) {
        this.sql = sql;
    }

    /** A journal's slug and body. */
    record JournalSource(String slug, JournalBody body) {}

    /** The sources of some manuscripts, by id. */
    record Read(
            Map<UUID, JournalSource> journals, Map<UUID, IssueBody> issues, Map<UUID, AffiliationBody> affiliations) {}

    /** Reads them as they are, for a look. */
    Read read(Collection<Manuscript> manuscripts) {
        return read(manuscripts, "");
    }

    /** Reads them locked against changes until the transaction ends, to store what is typeset with them. */
    Read readLocked(Collection<Manuscript> manuscripts) {
        return read(manuscripts, " order by id for share");
    }

    private Read read(Collection<Manuscript> manuscripts, String locking) {
        Map<UUID, JournalSource> journals = new HashMap<>();
        Map<UUID, IssueBody> issues = new HashMap<>();
        Map<UUID, AffiliationBody> affiliations = new HashMap<>();
        read("select id, body, slug from journal", locking, ids(manuscripts, m -> Stream.of(m.journal())), (id, row) ->
                journals.put(id, new JournalSource(row.slug(), Json.read(row.body(), JournalBody.class))));
        read("select id, body, null slug from issue", locking, ids(manuscripts, m -> Stream.ofNullable(m.issue())),
                (id, row) -> issues.put(id, Json.read(row.body(), IssueBody.class)));
        read("select id, body, null slug from affiliation", locking, ids(manuscripts, Sources::affiliations),
                (id, row) -> affiliations.put(id, Json.read(row.body(), AffiliationBody.class)));
        return new Read(journals, issues, affiliations);
    }

    private record Row(String body, String slug) {}

    private void read(
            String select, String locking, Collection<UUID> ids, java.util.function.BiConsumer<UUID, Row> each) {
        if (ids.isEmpty()) {
            return;
        }
        sql.list(
                select + " where id = any(?)" + locking,
                row -> {
                    each.accept(Sql.uuid(row, "id"), new Row(row.getString("body"), row.getString("slug")));
                    return null;
                },
                ids);
    }

    private static Collection<UUID> ids(
            Collection<Manuscript> manuscripts, Function<Manuscript, Stream<UUID>> references) {
        return manuscripts.stream().flatMap(references).collect(Collectors.toSet());
    }

    private static Stream<UUID> affiliations(Manuscript manuscript) {
        return manuscript.body().contributors().stream()
                .flatMap(contributor -> contributor.affiliations().stream())
                .map(AffiliationMention::id)
                .filter(Objects::nonNull);
    }
}
