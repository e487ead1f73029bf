package org.offprint.citations.outside;

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
import org.offprint.citations.outside.FoundWork.Source;
import org.offprint.citations.resemblance.CitedReference;
import org.offprint.database.sql.Sql;
import org.offprint.identifiers.Doi;
import org.offprint.record.Reference;

/** The works elsewhere that references mean without doubt, by what these say: a reference of the same words has the same. */
@ApplicationScoped
public class FoundWorkTable {

    private final Sql sql;

    FoundWorkTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * Returns the works that references of an article were found to mean, by their keys, in one statement. Those that
     * name a DOI are left out, and those that lead somewhere or of which an editor has decided that they do not.
     */
    public Map<String, FoundWork> of(UUID citing, List<Reference> references) {
        List<CitedReference> open = CitedReference.of(citing, references).values().stream()
                .filter(each -> !each.namesDoi())
                .toList();
        Map<String, FoundWork> found = new LinkedHashMap<>();
        if (!open.isEmpty()) {
            Map<String, FoundWork> byHash = new HashMap<>();
            sql.list(
                    "select f.text_hash, f.source, f.doi, f.title, f.score from found_work f where f.text_hash = any(?)"
                            + " and f.doi is not null and not exists (select from citation c where c.citing = ?"
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

    /** Stores what the set says of these references; what it said of them before is forgotten. */
    void storeOfSet(Map<CitedReference, WorkCandidates> looked, Instant now) {
        sql.update("delete from found_work where source = 'set' and text_hash = any(?)", hashes(looked.keySet()));
        Map<String, Object[]> rows = new LinkedHashMap<>();
        looked.forEach((reference, candidates) -> candidates
                .sure()
                .ifPresent(work -> rows.put(reference.textHash(), row(reference.textHash(), work, Source.SET, now))));
        insert(rows.values());
    }

    /** Stores the answer of Crossref's REST API about a reference; empty where no work is sure. */
    public void storeOfCrossref(CitedReference reference, Optional<FoundWork> work, Instant now) {
        List<Object[]> rows = new ArrayList<>();
        rows.add(row(reference.textHash(), work.orElse(null), Source.CROSSREF, now));
        insert(rows);
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

    /** Returns those of these references that nothing was found of and that Crossref's REST API was not asked about. */
    public List<CitedReference> notAsked(Collection<CitedReference> references) {
        if (references.isEmpty()) {
            return List.of();
        }
        Set<String> known = new HashSet<>(sql.list(
                "select text_hash from found_work where text_hash = any(?) and (source = 'crossref' or doi is not null)",
                row -> row.getString("text_hash"),
                hashes(references)));
        return references.stream()
                .filter(each -> !known.contains(each.textHash()))
                .toList();
    }

    /**
     * Forgets some answers of Crossref's REST API that no work is sure, the oldest first.
     *
     * @return whether there were any
     */
    public boolean forgetNotSure(Instant before, int most) {
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
