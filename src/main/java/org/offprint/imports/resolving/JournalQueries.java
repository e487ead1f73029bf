package org.offprint.imports.resolving;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.keys.JournalKey;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.JournalBody;
import org.offprint.platform.database.sql.Sql;

/** Looks up the journals to which imported records refer. */
@ApplicationScoped
public class JournalQueries {

    private static final String JOURNALS = """
            select id, slug, sort_key, body from journal where id in (
                select id from journal where id = any(?::uuid[])
                union select journal from journal_issn where issn = any(?::text[])
                union select journal from journal_slug where slug = any(?::text[])
                union select id from journal where sort_key = any(?::text[])) order by id desc""";

    private final Sql sql;

    JournalQueries(Sql sql) {
        this.sql = sql;
    }

    /** Looks up journals by id, ISSN, slug or title. */
    public void lookUp(List<JournalKey> keys, ResolvedReferences resolved) {
        List<String> slugs = keys.stream()
                .map(JournalKey::slug)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<String> titles = keys.stream()
                .map(JournalKey::title)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<String> ids = keys.stream()
                .map(JournalKey::id)
                .filter(Objects::nonNull)
                .distinct()
                .map(UUID::toString)
                .toList();
        List<String> issns =
                keys.stream().flatMap(key -> key.issns().stream()).distinct().toList();
        if (slugs.isEmpty() && titles.isEmpty() && ids.isEmpty() && issns.isEmpty()) {
            return;
        }
        sql.list(
                JOURNALS,
                row -> {
                    resolved.journals.add(
                            Sql.uuid(row, "id"),
                            row.getString("slug"),
                            row.getString("sort_key"),
                            Json.read(row.getString("body"), JournalBody.class));
                    return null;
                },
                ids,
                issns,
                slugs,
                titles);
        if (!slugs.isEmpty()) {
            sql.list(
                    "select slug, journal from journal_slug where slug = any(?::text[])",
                    row -> {
                        resolved.journals.addSlug(row.getString("slug"), Sql.uuid(row, "journal"));
                        return null;
                    },
                    slugs);
        }
    }
}
