package org.offprint.services.citations;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.citations.ReferenceMatching.Match;
import org.offprint.services.citations.resemblance.CitedReference;

/**
 * Stored links of references in published articles. Citation counts are derived from the links and stored in the same
 * transaction.
 */
@ApplicationScoped
class CitationTable {

    /**
     * SQL condition under which a row {@code c} counts as a citation. The citing article must be published and not
     * withdrawn. Self-citations and notices about the cited article do not count.
     */
    private static final String COUNTS = """
            c.cited is not null and c.citing <> c.cited
                and exists (select from published_article p where p.article = c.citing and not p.withdrawn)
                and not exists (select from published_relation r where r.article = c.citing
                    and r.type in ('isCorrectionOf', 'isRetractionOf', 'isExpressionOfConcernOf')
                    and (r.target = c.cited or r.doi_key in (select d.doi from doi d where d.holder = c.cited)))""";

    private static final String RECOUNT = """
            insert into cited_article (article, citations, stamp)
            select n.id, n.citations, (select coalesce(max(stamp), 0) from cited_article) + row_number() over (order by n.id)
            from (select a.id, (select count(distinct c.citing) from citation c where c.cited = a.id and %s) citations
                from unnest(?) a (id)) n left join cited_article present on present.article = n.id
            where n.citations <> coalesce(present.citations, 0)
            on conflict (article) do update set citations = excluded.citations, stamp = excluded.stamp""".formatted(COUNTS);

    private static final String NOTE = """
            insert into citation_change (article, stamp)
            select a.id, (select coalesce(max(stamp), 0) from citation_change) + row_number() over (order by a.id)
            from unnest(?) n (id) join article a on a.id = n.id
            on conflict (article) do update set stamp = excluded.stamp""";

    private final Sql sql;

    CitationTable(Sql sql) {
        this.sql = sql;
    }

    /** Key of a citation row: the citing article and the key of the reference. */
    record Key(UUID citing, String key) {}

    /**
     * Row of the table {@code citation}. If both {@code cited} and {@code doi} are null, an editor decided that the
     * reference has no target.
     */
    record Link(UUID citing, String key, UUID cited, String doi, boolean isByEditor, String textHash) {

        private static Link read(ResultSet row) throws SQLException {
            return new Link(
                    Sql.uuid(row, "citing"),
                    row.getString("key"),
                    Sql.uuid(row, "cited"),
                    row.getString("doi_key"),
                    row.getString("method").equals("editor"),
                    row.getString("text_hash"));
        }
    }

    /** Returns the citation rows for the references of the given articles. */
    List<Link> of(Collection<UUID> citing) {
        return citing.isEmpty()
                ? List.of()
                : sql.list("select * from citation where citing = any(?) order by citing, key", Link::read, citing);
    }

    /** Returns the citation rows that link to one of the given articles. */
    List<Link> to(Collection<UUID> cited) {
        return cited.isEmpty()
                ? List.of()
                : sql.list("select * from citation where cited = any(?) order by citing, key", Link::read, cited);
    }

    /** Returns the newest articles that cite each of the given articles, keyed by cited article. */
    Map<UUID, NewestCitations> newestCiting(Collection<UUID> cited, int limit) {
        Map<UUID, NewestCitations> newest = new HashMap<>();
        sql.list(
                "select r.cited, r.article, r.total from (select n.cited, p.article,"
                        + " count(*) over (partition by n.cited) total, row_number() over (partition by n.cited"
                        + " order by p.sort_key desc, p.article desc) place from (select distinct c.cited, c.citing"
                        + " from citation c where c.cited = any(?) and " + COUNTS + ") n"
                        + " join published_article p on p.article = n.citing) r"
                        + " where r.place <= ? order by r.cited, r.place",
                row -> {
                    long total = row.getLong("total");
                    return newest.computeIfAbsent(
                                    Sql.uuid(row, "cited"), id -> new NewestCitations(new ArrayList<>(), total))
                            .articles()
                            .add(Sql.uuid(row, "article"));
                },
                cited,
                limit);
        return newest;
    }

    /** Returns the number of articles that cite each of the given articles. Articles without citations are omitted. */
    Map<UUID, Integer> counts(Collection<UUID> cited) {
        Map<UUID, Integer> counts = new HashMap<>();
        sql.list(
                "select article, citations from cited_article where article = any(?)",
                row -> counts.put(Sql.uuid(row, "article"), row.getInt("citations")),
                cited);
        return counts;
    }

    /** Returns the articles that are counted as citing this article. */
    Set<UUID> citing(UUID cited) {
        return new HashSet<>(sql.list(
                "select distinct c.citing from citation c where c.cited = ? and " + COUNTS,
                row -> Sql.uuid(row, "citing"),
                cited));
    }

    /**
     * Stores the matches found for references. An editor's decision about a reference is kept if the text of the
     * reference is unchanged.
     *
     * @param looked references that were looked up
     * @param matches match of each reference; existing links of references without a match are deleted
     * @param whole articles for which {@code looked} contains all references; any other links of these articles are
     *     deleted
     * @param gone articles that are no longer published; only editors' decisions about their references are kept
     * @param changed additional cited articles whose citations are recounted
     */
    void store(
            Collection<CitedReference> looked,
            Map<CitedReference, Match> matches,
            Set<UUID> whole,
            Set<UUID> gone,
            Collection<UUID> changed,
            Instant now) {
        Set<UUID> citing = new HashSet<>(whole);
        citing.addAll(gone);
        looked.forEach(each -> citing.add(each.citing()));
        Map<Key, Link> present = new HashMap<>();
        of(citing).forEach(link -> present.put(new Key(link.citing(), link.key()), link));
        moveDecisions(looked, present);
        Set<UUID> cited = new HashSet<>(changed);
        Set<UUID> shown = new HashSet<>();
        List<Object[]> deleted = new ArrayList<>();
        List<Object[]> stored = new ArrayList<>();
        Set<Key> seen = new HashSet<>();
        for (CitedReference each : looked) {
            Key key = new Key(each.citing(), each.key());
            Link link = present.get(key);
            seen.add(key);
            if (link != null && link.isByEditor() && link.textHash().equals(each.textHash())) {
                continue;
            }
            Match match = matches.get(each);
            if (match != null) {
                String textHash = each.textHash();
                stored.add(new Object[] {
                    each.citing(),
                    each.key(),
                    match.cited(),
                    match.method().name().toLowerCase(Locale.ROOT),
                    match.score(),
                    now,
                    textHash
                });
                cited.add(match.cited());
                boolean isSame = link != null && match.cited().equals(link.cited()) && textHash.equals(link.textHash());
                if (!isSame) {
                    addShown(each.citing(), match.cited(), shown);
                    addShown(each.citing(), link == null ? null : link.cited(), shown);
                }
            } else if (link != null) {
                deleted.add(new Object[] {each.citing(), each.key()});
                addShown(each.citing(), link.cited(), shown);
            }
        }
        present.forEach((key, link) -> {
            if (link.cited() != null) {
                cited.add(link.cited());
            }
            boolean isLeft = whole.contains(key.citing()) && !seen.contains(key);
            if (isLeft || gone.contains(key.citing()) && !link.isByEditor()) {
                deleted.add(new Object[] {key.citing(), key.key()});
                addShown(key.citing(), link.cited(), shown);
            }
        });
        sql.batch("delete from citation where citing = ? and key = ?", deleted);
        sql.batch(
                "insert into citation (citing, key, cited, method, score, decided, text_hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict (citing, key) do update set cited = excluded.cited,"
                        + " doi_key = null, method = excluded.method, score = excluded.score, decided = excluded.decided,"
                        + " text_hash = excluded.text_hash",
                stored);
        recount(cited);
        recordChanged(shown);
    }

    private static void addShown(UUID citing, UUID cited, Set<UUID> shown) {
        shown.add(citing);
        if (cited != null) {
            shown.add(cited);
        }
    }

    /**
     * Locks the citation follower's database row until the transaction ends. Only one transaction at a time can store
     * links, so citation counts and change stamps are assigned in commit order.
     */
    void lock() {
        sql.list("select position from follower where name = 'citations' for update", row -> null);
    }

    /**
     * Records that the citations shown for the given articles have changed. The caller must lock the citation
     * follower's database row, so that change stamps are assigned in commit order.
     */
    void recordChanged(Set<UUID> shown) {
        if (!shown.isEmpty()) {
            sql.update(NOTE, shown);
        }
    }

    /**
     * Moves editors' decisions to new reference keys if a newer version of the article has the same reference text
     * under a different key.
     */
    private void moveDecisions(Collection<CitedReference> looked, Map<Key, Link> present) {
        if (present.values().stream().noneMatch(Link::isByEditor)) {
            return;
        }
        Map<Key, CitedReference> byWords = new HashMap<>();
        Set<Key> same = new HashSet<>();
        for (CitedReference each : looked) {
            Key key = new Key(each.citing(), each.key());
            Link link = present.get(key);
            if (link != null && link.isByEditor() && link.textHash().equals(each.textHash())) {
                same.add(key);
            } else {
                byWords.putIfAbsent(new Key(each.citing(), each.textHash()), each);
            }
        }
        for (Link link : List.copyOf(present.values())) {
            Key key = new Key(link.citing(), link.key());
            CitedReference moved = byWords.get(new Key(link.citing(), link.textHash()));
            if (link.isByEditor() && moved != null && !same.contains(key)) {
                sql.update(
                        "delete from citation where citing = ? and key in (?, ?)",
                        link.citing(),
                        link.key(),
                        moved.key());
                sql.update(
                        "insert into citation (citing, key, cited, doi_key, method, score, decided, text_hash)"
                                + " values (?, ?, ?::uuid, ?, 'editor', 1, now(), ?)",
                        link.citing(),
                        moved.key(),
                        link.cited(),
                        link.doi(),
                        link.textHash());
                present.remove(key);
                present.put(
                        new Key(link.citing(), moved.key()),
                        new Link(link.citing(), moved.key(), link.cited(), link.doi(), true, link.textHash()));
            }
        }
    }

    /**
     * Stores an editor's decision about a reference. If both {@code cited} and {@code doi} are null, the editor has
     * decided that the reference has no target.
     */
    void decide(CitedReference reference, UUID cited, Doi doi, Instant now) {
        sql.update(
                "insert into citation (citing, key, cited, doi_key, method, score, decided, text_hash)"
                        + " values (?, ?, ?::uuid, ?, 'editor', 1, ?, ?) on conflict (citing, key) do update set"
                        + " cited = excluded.cited, doi_key = excluded.doi_key, method = excluded.method,"
                        + " score = excluded.score, decided = excluded.decided, text_hash = excluded.text_hash",
                reference.citing(),
                reference.key(),
                cited,
                doi == null ? null : doi.key(),
                now,
                reference.textHash());
    }

    /** Returns the id of the published article with this DOI, or empty if there is none. */
    Optional<UUID> articleWithDoi(Doi doi) {
        return sql.first(
                "select p.article from doi d join published_article p on p.article = d.holder"
                        + " where d.doi = ? and d.published and not p.withdrawn",
                row -> Sql.uuid(row, "article"),
                doi.key());
    }

    /** Deletes the stored link of a reference, or the editor's decision about the reference. */
    void delete(CitedReference reference) {
        sql.update("delete from citation where citing = ? and key = ?", reference.citing(), reference.key());
    }

    /**
     * Recounts the citations of the given articles. The caller must lock the citation follower's database row, so that
     * change stamps are assigned in commit order.
     */
    void recount(Set<UUID> cited) {
        if (!cited.isEmpty()) {
            sql.update(RECOUNT, cited);
        }
    }
}
