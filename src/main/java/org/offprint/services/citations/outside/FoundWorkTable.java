package org.offprint.services.citations.outside;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.record.Reference;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.citations.CitationChanges;
import org.offprint.services.citations.outside.FoundWork.Source;
import org.offprint.services.citations.resemblance.CitedReference;

/**
 * External works that certainly match references, keyed by the hash of the reference text. References with the same
 * text share one row.
 */
@ApplicationScoped
public class FoundWorkTable {

    /**
     * SQL condition under which a row {@code f} is returned. The condition excludes rows from an emptied set, and works
     * that are published articles in this service. The condition is evaluated on each read, because articles are
     * published and withdrawn over time. DOIs are compared by {@link Doi#key}.
     */
    private static final String IS_RETURNED = "f.doi is not null"
            + " and (f.source <> 'set' or not (select s.is_clearing from outside_set s))"
            + " and not exists (select from doi d join published_article p on p.article = d.holder"
            + " where d.doi = lower(f.doi collate \"C\") and d.published and not p.withdrawn)";

    private final Sql sql;
    private final CitationChanges pages;

    FoundWorkTable(Sql sql, CitationChanges pages) {
        this.sql = sql;
        this.pages = pages;
    }

    /**
     * Returns the external works found for an article's references, keyed by reference key. Runs one SQL statement.
     * Excludes references that contain a DOI, are linked, or have no target according to an editor.
     */
    public Map<String, FoundWork> of(UUID citing, List<Reference> references) {
        List<CitedReference> open = CitedReference.of(citing, references).values().stream()
                .filter(each -> !each.namesDoi())
                .toList();
        Map<String, FoundWork> found = new LinkedHashMap<>();
        if (!open.isEmpty()) {
            Map<String, FoundWork> byHash = new HashMap<>();
            sql.list(
                    "select f.text_hash, f.source, f.doi, f.title, f.score from found_work f"
                            + " where f.text_hash = any(?) and " + IS_RETURNED
                            + " and not exists (select from citation c where c.citing = ?"
                            + " and c.text_hash = f.text_hash) order by f.text_hash, f.source desc",
                    row -> byHash.putIfAbsent(
                            row.getString("text_hash"),
                            new FoundWork(
                                    Doi.parse(row.getString("doi")),
                                    row.getString("title"),
                                    row.getDouble("score"),
                                    row.getString("source").equals(Source.SET.term()) ? Source.SET : Source.CROSSREF)),
                    hashes(open),
                    citing);
            open.forEach(each ->
                    Optional.ofNullable(byHash.get(each.textHash())).ifPresent(work -> found.put(each.key(), work)));
        }
        return found;
    }

    /**
     * Stores the results of looking up references in the set of external works, within the current transaction.
     * Replaces earlier results from the set, and invalidates the pages of articles with changed results.
     */
    void storeFromSet(Map<CitedReference, WorkCandidates> looked, Instant now) {
        if (looked.isEmpty()) {
            return;
        }
        Set<String> shown = new HashSet<>(sql.list(
                "delete from found_work where source = 'set' and text_hash = any(?) returning text_hash",
                row -> row.getString("text_hash"),
                hashes(looked.keySet())));
        Map<String, Object[]> rows = new LinkedHashMap<>();
        looked.forEach((reference, candidates) -> candidates
                .sure()
                .ifPresent(work -> rows.put(reference.textHash(), row(reference.textHash(), work, Source.SET, now))));
        insert(rows.values());
        shown.addAll(rows.keySet());
        pages.record(looked.keySet().stream()
                .filter(each -> shown.contains(each.textHash()))
                .map(CitedReference::citing)
                .collect(Collectors.toSet()));
    }

    /**
     * Stores the Crossref response for a reference, within the current transaction. Invalidates the page of the citing
     * article if a work was found.
     *
     * @param work work found; empty if there is no certain match
     */
    public void storeFromCrossref(CitedReference reference, Optional<FoundWork> work, Instant now) {
        List<Object[]> rows = new ArrayList<>();
        rows.add(row(reference.textHash(), work.orElse(null), Source.CROSSREF, now));
        insert(rows);
        if (work.isPresent()) {
            pages.record(Set.of(reference.citing()));
        }
    }

    /**
     * Deletes a batch of lookup results from the set of external works, ordered by hash.
     *
     * @param after hash of the last deleted result; empty string for the first batch
     * @param most maximum number of results to delete
     * @return hash of the last deleted result; empty if no result was deleted
     */
    Optional<String> deleteFromSet(String after, int most) {
        return sql.list(
                        "with gone as (delete from found_work where source = 'set' and text_hash in (select f.text_hash"
                                + " from found_work f where f.source = 'set' and f.text_hash > ? order by f.text_hash"
                                + " limit ?) returning text_hash) select max(gone.text_hash) as last_hash from gone",
                        row -> Optional.ofNullable(row.getString("last_hash")),
                        after,
                        most)
                .get(0);
    }

    private static Object[] row(String hash, FoundWork work, Source source, Instant now) {
        return new Object[] {
            hash,
            source.term(),
            now,
            work == null ? null : work.doi().value(),
            work == null ? null : work.title(),
            work == null ? null : work.score()
        };
    }

    private void insert(Collection<Object[]> rows) {
        sql.batch(
                "insert into found_work (text_hash, source, looked_at, doi, title, score) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (text_hash, source) do update set looked_at = excluded.looked_at,"
                        + " doi = excluded.doi, title = excluded.title, score = excluded.score",
                rows);
    }

    /** Returns the references that have no match and have not yet been looked up through Crossref's REST API. */
    public List<CitedReference> notYetQueried(Collection<CitedReference> references) {
        if (references.isEmpty()) {
            return List.of();
        }
        Set<String> known = new HashSet<>(sql.list(
                "select f.text_hash from found_work f where f.text_hash = any(?)" + " and (f.source = 'crossref' or "
                        + IS_RETURNED + ")",
                row -> row.getString("text_hash"),
                hashes(references)));
        return references.stream()
                .filter(each -> !known.contains(each.textHash()))
                .toList();
    }

    /**
     * Deletes the oldest Crossref responses without a certain match.
     *
     * @param before cutoff; only older responses are deleted
     * @param most maximum number of responses to delete
     * @return whether any response was deleted
     */
    public boolean deleteUnsure(Instant before, int most) {
        return sql.update(
                        "delete from found_work where source = 'crossref' and text_hash in (select text_hash from"
                                + " found_work where source = 'crossref' and doi is null and looked_at < ?"
                                + " order by looked_at limit ?)",
                        before,
                        most)
                > 0;
    }

    private static Set<String> hashes(Collection<CitedReference> references) {
        return references.stream().map(CitedReference::textHash).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
