package org.offprint.services.citations.outside;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.citations.outside.FoundWork.Source;
import org.offprint.services.citations.resemblance.CitedReference;

/** Stores external works, and finds the external works that references may cite. */
@ApplicationScoped
public class ExternalWorks {

    /**
     * Number of references per lookup. A typical reference has about a hundred fingerprints, and a long one about a
     * thousand.
     */
    private static final int REFERENCES_PER_LOOKUP = 100;

    /**
     * Maximum number of works read per fingerprint. A fingerprint shared by more works is too unspecific to be useful.
     */
    private static final int MAX_WORKS_PER_FINGERPRINT = 20;

    /**
     * SQL statement that deletes works and stores their fingerprints under a new number from the id sequence. The
     * number is greater than the ids of all existing works and less than the ids of all later works.
     */
    private static final String REPLACE = """
            with gone as (delete from outside_work where doi_key = any(?) returning id),
                mark as (select nextval(pg_get_serial_sequence('outside_work', 'id')) number)
            insert into outside_work_former_print (work, print)
            select distinct mark.number, p.print
            from gone join outside_work_print p on p.work = gone.id cross join mark""";

    private final Sql sql;

    ExternalWorks(Sql sql) {
        this.sql = sql;
    }

    /** Returns the stored external works with these DOI keys, keyed by DOI key, in one SQL statement. */
    public Map<String, ExternalWork> stored(Collection<String> keys) {
        Map<String, ExternalWork> held = new HashMap<>();
        if (!keys.isEmpty()) {
            sql.list(
                    "select doi_key, body from outside_work where doi_key = any(?)",
                    row -> held.put(row.getString("doi_key"), Json.read(row.getString("body"), ExternalWork.class)),
                    keys);
        }
        return held;
    }

    /**
     * Stores external works, replacing stored works that have the same DOI. The fingerprints of replaced works are kept
     * until references have been looked up again.
     *
     * @param now stored as the time of the last import
     */
    public void store(Collection<ExternalWork> works, Instant now) {
        if (works.isEmpty()) {
            return;
        }
        Map<String, ExternalWork> byKey = new LinkedHashMap<>();
        works.forEach(work -> byKey.put(work.doi().key(), work));
        sql.update(REPLACE, byKey.keySet());
        List<Object[]> rows = new ArrayList<>();
        byKey.forEach(
                (key, work) -> rows.add(new Object[] {key, new String(Json.write(work), StandardCharsets.UTF_8)}));
        sql.batch("insert into outside_work (doi_key, body) values (?, ?::jsonb)", rows);
        List<Object[]> prints = new ArrayList<>();
        sql.list(
                "select id, doi_key from outside_work where doi_key = any(?)",
                row -> {
                    long id = row.getLong("id");
                    WorkFingerprints.of(byKey.get(row.getString("doi_key")).citable())
                            .forEach(print -> prints.add(new Object[] {print, id}));
                    return null;
                },
                byKey.keySet());
        sql.batch("insert into outside_work_print (print, work) values (?, ?)", prints);
        sql.update("update outside_set set loaded_at = ?", now);
    }

    /**
     * Returns the external works that each reference may cite, with an entry for every reference. References that
     * contain a DOI have no candidates. Articles in this service are excluded. Runs three SQL statements per 100
     * references.
     */
    public Map<CitedReference, WorkCandidates> candidates(Collection<CitedReference> references) {
        return look(references, this::publishedHere);
    }

    /**
     * Returns the external works in the set that each reference may cite, without excluding articles in this service.
     * Runs two SQL statements per 100 references.
     */
    Map<CitedReference, WorkCandidates> inSet(Collection<CitedReference> references) {
        return look(references, works -> Set.of());
    }

    private Map<CitedReference, WorkCandidates> look(
            Collection<CitedReference> references, Function<Collection<ExternalWork>, Set<String>> here) {
        Map<CitedReference, WorkCandidates> candidates = new LinkedHashMap<>();
        references.forEach(each -> candidates.put(each, WorkCandidates.NONE));
        List<CitedReference> open =
                candidates.keySet().stream().filter(each -> !each.namesDoi()).toList();
        for (int from = 0; from < open.size(); from += REFERENCES_PER_LOOKUP) {
            look(open.subList(from, Math.min(open.size(), from + REFERENCES_PER_LOOKUP)), here, candidates);
        }
        return candidates;
    }

    private void look(
            List<CitedReference> references,
            Function<Collection<ExternalWork>, Set<String>> asHere,
            Map<CitedReference, WorkCandidates> candidates) {
        Map<CitedReference, Set<Long>> prints = new LinkedHashMap<>();
        Set<Long> all = new HashSet<>();
        references.forEach(each -> {
            Set<Long> own = WorkFingerprints.of(each.words());
            prints.put(each, own);
            all.addAll(own);
        });
        Map<Long, List<Long>> byPrint = byFingerprint(all);
        Set<Long> ids = new HashSet<>();
        byPrint.values().forEach(ids::addAll);
        Map<Long, ExternalWork> works = works(ids);
        Set<String> here = asHere.apply(works.values());
        prints.forEach((reference, own) -> {
            Set<ExternalWork> found = new LinkedHashSet<>();
            own.forEach(print -> byPrint.getOrDefault(print, List.of()).stream()
                    .filter(works::containsKey)
                    .forEach(id -> found.add(works.get(id))));
            candidates.put(reference, WorkCandidates.of(reference, found, here, Source.SET));
        });
    }

    private Map<Long, List<Long>> byFingerprint(Set<Long> prints) {
        Map<Long, List<Long>> works = new HashMap<>();
        if (!prints.isEmpty()) {
            sql.list(
                    "select k.print, p.work from unnest(?::bigint[]) k (print) cross join lateral (select w.work"
                            + " from outside_work_print w where w.print = k.print order by w.work limit "
                            + MAX_WORKS_PER_FINGERPRINT + ") p",
                    row -> works.computeIfAbsent(row.getLong("print"), absent -> new ArrayList<>())
                            .add(row.getLong("work")),
                    texts(prints));
        }
        return works;
    }

    private Map<Long, ExternalWork> works(Set<Long> ids) {
        Map<Long, ExternalWork> works = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select id, body from outside_work where id = any(?::bigint[])",
                    row -> works.put(row.getLong("id"), Json.read(row.getString("body"), ExternalWork.class)),
                    texts(ids));
        }
        return works;
    }

    /**
     * Returns the DOI keys of the given works that belong to published articles in this service. Runs one SQL
     * statement.
     */
    public Set<String> publishedHere(Collection<ExternalWork> works) {
        Set<String> keys = new LinkedHashSet<>();
        works.forEach(work -> keys.add(work.doi().key()));
        return keys.isEmpty()
                ? Set.of()
                : Set.copyOf(sql.list(
                        "select d.doi from doi d join published_article p on p.article = d.holder"
                                + " where d.doi = any(?) and d.published and not p.withdrawn",
                        row -> row.getString("doi"),
                        keys));
    }

    /** Converts numbers to strings, because array parameters are bound as text and cast in SQL. */
    private static List<String> texts(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).toList();
    }
}
