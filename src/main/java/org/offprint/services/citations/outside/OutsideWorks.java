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

/** The set of works elsewhere: stores them, and finds those that references may mean. */
@ApplicationScoped
public class OutsideWorks {

    /** The references that are looked up at once; each has some hundred prints, a long one a thousand. */
    private static final int REFERENCES = 100;

    /** A print that more works have says too little. */
    private static final int WORKS_OF_A_PRINT = 20;

    /** Deletes works, and keeps their prints under a number that is above all works before and below all later ones. */
    private static final String REPLACE = """
            with gone as (delete from outside_work where doi_key = any(?) returning id),
                mark as (select nextval(pg_get_serial_sequence('outside_work', 'id')) number)
            insert into outside_work_former_print (work, print)
            select distinct mark.number, p.print
            from gone join outside_work_print p on p.work = gone.id cross join mark""";

    private final Sql sql;

    OutsideWorks(Sql sql) {
        this.sql = sql;
    }

    /** Returns the stored works with these DOIs, by the keys of these; in one statement. */
    public Map<String, OutsideWork> held(Collection<String> keys) {
        Map<String, OutsideWork> held = new HashMap<>();
        if (!keys.isEmpty()) {
            sql.list(
                    "select doi_key, body from outside_work where doi_key = any(?)",
                    row -> held.put(row.getString("doi_key"), Json.read(row.getString("body"), OutsideWork.class)),
                    keys);
        }
        return held;
    }

    /**
     * Stores works with different DOIs, each in the place of the one that is stored with its DOI, whose prints are kept
     * until references are looked up again.
     *
     * @param now the time that the set was loaded last
     */
    public void store(Collection<OutsideWork> works, Instant now) {
        if (works.isEmpty()) {
            return;
        }
        Map<String, OutsideWork> byKey = new LinkedHashMap<>();
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
                    WorkPrints.of(byKey.get(row.getString("doi_key")).citable())
                            .forEach(print -> prints.add(new Object[] {print, id}));
                    return null;
                },
                byKey.keySet());
        sql.batch("insert into outside_work_print (print, work) values (?, ?)", prints);
        sql.update("update outside_set set loaded_at = ?", now);
    }

    /**
     * Returns what these references may mean that do not name a DOI, all of them with an answer. Works that are held here
     * are none. Takes three statements for each hundred references.
     */
    public Map<CitedReference, WorkCandidates> candidates(Collection<CitedReference> references) {
        return look(references, this::here);
    }

    /**
     * Returns what these references may mean by what the set holds alone, whatever articles are here. Takes two statements
     * for each hundred references.
     */
    Map<CitedReference, WorkCandidates> inSet(Collection<CitedReference> references) {
        return look(references, works -> Set.of());
    }

    private Map<CitedReference, WorkCandidates> look(
            Collection<CitedReference> references, Function<Collection<OutsideWork>, Set<String>> here) {
        Map<CitedReference, WorkCandidates> candidates = new LinkedHashMap<>();
        references.forEach(each -> candidates.put(each, WorkCandidates.NONE));
        List<CitedReference> open =
                candidates.keySet().stream().filter(each -> !each.namesDoi()).toList();
        for (int from = 0; from < open.size(); from += REFERENCES) {
            look(open.subList(from, Math.min(open.size(), from + REFERENCES)), here, candidates);
        }
        return candidates;
    }

    private void look(
            List<CitedReference> references,
            Function<Collection<OutsideWork>, Set<String>> asHere,
            Map<CitedReference, WorkCandidates> candidates) {
        Map<CitedReference, Set<Long>> prints = new LinkedHashMap<>();
        Set<Long> all = new HashSet<>();
        references.forEach(each -> {
            Set<Long> own = WorkPrints.of(each.words());
            prints.put(each, own);
            all.addAll(own);
        });
        Map<Long, List<Long>> byPrint = byPrint(all);
        Set<Long> ids = new HashSet<>();
        byPrint.values().forEach(ids::addAll);
        Map<Long, OutsideWork> works = works(ids);
        Set<String> here = asHere.apply(works.values());
        prints.forEach((reference, own) -> {
            Set<OutsideWork> found = new LinkedHashSet<>();
            own.forEach(print -> byPrint.getOrDefault(print, List.of()).stream()
                    .filter(works::containsKey)
                    .forEach(id -> found.add(works.get(id))));
            candidates.put(reference, WorkCandidates.of(reference, found, here, Source.SET));
        });
    }

    private Map<Long, List<Long>> byPrint(Set<Long> prints) {
        Map<Long, List<Long>> works = new HashMap<>();
        if (!prints.isEmpty()) {
            sql.list(
                    "select k.print, p.work from unnest(?::bigint[]) k (print) cross join lateral (select w.work"
                            + " from outside_work_print w where w.print = k.print order by w.work limit "
                            + WORKS_OF_A_PRINT + ") p",
                    row -> works.computeIfAbsent(row.getLong("print"), absent -> new ArrayList<>())
                            .add(row.getLong("work")),
                    texts(prints));
        }
        return works;
    }

    private Map<Long, OutsideWork> works(Set<Long> ids) {
        Map<Long, OutsideWork> works = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select id, body from outside_work where id = any(?::bigint[])",
                    row -> works.put(row.getLong("id"), Json.read(row.getString("body"), OutsideWork.class)),
                    texts(ids));
        }
        return works;
    }

    /** Returns the keys of those DOIs of works that articles here have which readers see, in one statement. */
    public Set<String> here(Collection<OutsideWork> works) {
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

    /** Arrays are bound as texts, and cast where they are numbers. */
    private static List<String> texts(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).toList();
    }
}
