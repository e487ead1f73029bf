package org.offprint.journal.publishing.typesetting;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.platform.database.sql.Sql;

/**
 * Reads the sources for typesetting: journals, issues and affiliations, keyed by record kind and id. Three SQL
 * statements are sufficient for any number of articles. SQL bypasses the persistence context, so that the rows read
 * under the lock are current.
 */
@ApplicationScoped
public class TypesettingSources {

    private final Sql sql;

    TypesettingSources(Sql sql) {
        this.sql = sql;
    }

    /** Slug and metadata of a journal. */
    public record JournalSource(String slug, JournalBody body) {}

    /** Metadata of an issue, and whether the issue is published. */
    record IssueSource(IssueBody body, boolean isPublished) {}

    /** Affiliation that is not merged into another affiliation. */
    record AffiliationSource(UUID id, AffiliationBody body) {}

    /**
     * Journals, issues and affiliations of the articles to typeset, keyed by id. A merged affiliation is represented by
     * the affiliation at the end of its merge chain.
     */
    public record SourceSet(
            Map<UUID, JournalSource> journals,
            Map<UUID, IssueSource> issues,
            Map<UUID, AffiliationSource> affiliations) {

        /** Returns the affiliation with its id replaced by the id at the end of the merge chain. */
        AffiliationMention resolved(AffiliationMention mention) {
            return mention.id() == null
                    ? mention
                    : mention.withId(affiliations.get(mention.id()).id());
        }
    }

    /** Reads the sources of articles for display, without locking them. */
    SourceSet read(Collection<Manuscript> manuscripts) {
        return read(manuscripts, "");
    }

    /**
     * Reads the sources of articles, and locks them against changes until the transaction ends. The lock is required if
     * the typeset articles are to be stored.
     */
    public SourceSet readLocked(Collection<Manuscript> manuscripts) {
        return read(manuscripts, " order by id for share");
    }

    private SourceSet read(Collection<Manuscript> manuscripts, String locking) {
        Map<UUID, JournalSource> journals = new HashMap<>();
        Map<UUID, IssueSource> issues = new HashMap<>();
        read(
                "select id, body, slug, false published from journal",
                locking,
                ids(manuscripts, m -> Stream.of(m.journal())),
                (id, row) -> journals.put(id, new JournalSource(row.slug(), Json.read(row.body(), JournalBody.class))));
        read(
                "select id, body, null slug, status = 'published' published from issue",
                locking,
                ids(manuscripts, m -> Stream.ofNullable(m.issue())),
                (id, row) ->
                        issues.put(id, new IssueSource(Json.read(row.body(), IssueBody.class), row.isPublished())));
        return new SourceSet(
                journals, issues, affiliations(ids(manuscripts, TypesettingSources::affiliations), locking));
    }

    private record MergeChainEntry(UUID mergedInto, String body) {}

    private static final String CHAINS = "select id, body, merged_into from affiliation where id = any(array("
            + "with recursive chain (id) as (select unnest(?::uuid[])"
            + " union select a.merged_into from chain c join affiliation a on a.id = c.id"
            + " where a.merged_into is not null) select id from chain))";

    /**
     * Resolves affiliations to the ends of their merge chains, which are read and locked completely. If an affiliation
     * is merged while this transaction waits for its lock, the SQL statement is repeated for the new end of the chain.
     */
    private Map<UUID, AffiliationSource> affiliations(Collection<UUID> named, String locking) {
        Map<UUID, MergeChainEntry> chains = new HashMap<>();
        Collection<UUID> missing = named;
        while (!missing.isEmpty()) {
            int known = chains.size();
            sql.list(
                    CHAINS + locking,
                    row -> chains.put(
                            Sql.uuid(row, "id"),
                            new MergeChainEntry(Sql.uuid(row, "merged_into"), row.getString("body"))),
                    missing.stream().map(UUID::toString).toList());
            missing = chains.size() == known
                    ? Set.of()
                    : chains.values().stream()
                            .map(MergeChainEntry::mergedInto)
                            .filter(into -> into != null && !chains.containsKey(into))
                            .collect(Collectors.toSet());
        }
        return ends(named, chains);
    }

    private static Map<UUID, AffiliationSource> ends(Collection<UUID> named, Map<UUID, MergeChainEntry> chains) {
        Map<UUID, AffiliationSource> ends = new HashMap<>();
        Map<UUID, AffiliationSource> sources = new HashMap<>();
        for (UUID id : named) {
            UUID end = id;
            while (chains.containsKey(end) && chains.get(end).mergedInto() != null) {
                end = chains.get(end).mergedInto();
            }
            if (chains.containsKey(end)) {
                String body = chains.get(end).body();
                sources.put(
                        id,
                        ends.computeIfAbsent(
                                end, each -> new AffiliationSource(each, Json.read(body, AffiliationBody.class))));
            }
        }
        return sources;
    }

    private record SourceRow(String body, String slug, boolean isPublished) {}

    private void read(
            String select, String locking, Collection<UUID> ids, java.util.function.BiConsumer<UUID, SourceRow> each) {
        if (ids.isEmpty()) {
            return;
        }
        sql.list(
                select + " where id = any(?)" + locking,
                row -> {
                    each.accept(
                            Sql.uuid(row, "id"),
                            new SourceRow(row.getString("body"), row.getString("slug"), row.getBoolean("published")));
                    return null;
                },
                ids);
    }

    private static Collection<UUID> ids(
            Collection<Manuscript> manuscripts, Function<Manuscript, Stream<UUID>> references) {
        return manuscripts.stream().flatMap(references).collect(Collectors.toSet());
    }

    /** Returns the ids of the affiliations named by the article's contributors. */
    static Stream<UUID> affiliations(Manuscript manuscript) {
        return manuscript.body().contributors().stream()
                .flatMap(contributor -> contributor.affiliations().stream())
                .map(AffiliationMention::id)
                .filter(Objects::nonNull);
    }
}
