package org.offprint.web.harvest.sitemap;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.journal.issues.IssueKeys;
import org.offprint.journal.publishing.PublicationYears;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.IssueBody;
import org.offprint.platform.database.sql.ReplicaReads;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.web.harvest.sitemap.Sitemaps.Part;

/**
 * Sitemaps of journals. Each journal has one sitemap with its home page, information pages, issues and years. A journal
 * has no sitemap here if its articles have their pages on another site.
 */
@ApplicationScoped
class JournalSitemaps {

    private static final int MAX_JOURNALS = 40_000;
    private static final int MAX_ISSUES = 40_000;

    private static final String HAS_OWN_PAGES = " and body ->> 'articleUrl' is null";

    private final ReplicaReads reads;
    private final PublicationYears years;
    private final boolean isOn;

    JournalSitemaps(
            ReplicaReads reads,
            PublicationYears years,
            @ConfigProperty(name = "offprint.site", defaultValue = "true") boolean isOn) {
        this.reads = reads;
        this.years = years;
        this.isOn = isOn;
    }

    /** Returns whether the journal site is enabled. */
    boolean isEnabled() {
        return isOn;
    }

    /** Returns the sitemap index entries of all journals. */
    List<Part> all() {
        if (!isOn) {
            return List.of();
        }
        return reads.read(sql -> sql.list(
                "select j.slug, greatest(j.updated_at, (select c.at from change c where c.journal = j.id"
                        + " and c.visibility = 'public' order by c.position desc limit 1)) modified_at from journal j"
                        + " where true" + HAS_OWN_PAGES + " order by j.id limit ?",
                row -> new Part("/sitemaps/journals/" + row.getString("slug"), Sql.instant(row, "modified_at")),
                MAX_JOURNALS));
    }

    /** Returns the sitemap of the journal with the given slug, or null if it does not exist. */
    Encoded write(String slug, String base) {
        Optional<UUID> journal = isOn
                ? reads.read(sql -> sql.first(
                        "select id from journal where slug = ?" + HAS_OWN_PAGES, row -> Sql.uuid(row, "id"), slug))
                : Optional.empty();
        return journal.map(id -> write(id, base + "/journals/" + slug)).orElse(null);
    }

    private Encoded write(UUID journal, String home) {
        StringBuilder text = new StringBuilder(Sitemaps.BEGIN);
        for (String path : List.of("", "/about", "/issues", "/articles")) {
            Sitemaps.append(text, home + path, null);
        }
        Map<UUID, IssueBody> issues = new LinkedHashMap<>();
        Map<UUID, Instant> updates = new LinkedHashMap<>();
        reads.read(sql -> sql.list(
                "select id, body, updated_at from issue where journal = ? and status = 'published'"
                        + " order by sort_key desc, id desc limit ?",
                row -> {
                    issues.put(Sql.uuid(row, "id"), Json.read(row.getString("body"), IssueBody.class));
                    return updates.put(Sql.uuid(row, "id"), Sql.instant(row, "updated_at"));
                },
                journal,
                MAX_ISSUES));
        IssueKeys.of(issues).forEach((id, key) -> Sitemaps.append(text, home + "/issues/" + key, updates.get(id)));
        years.of(journal).forEach(year -> Sitemaps.append(text, home + "/articles/" + year, null));
        return Encoded.of(text.append(Sitemaps.END).toString().getBytes(StandardCharsets.UTF_8));
    }
}
