package org.offprint.journal.journals;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Visibility;

/**
 * Register that assigns each DOI to one article, issue or journal. The assignment becomes permanent when the record is
 * published with the DOI.
 */
@ApplicationScoped
public class DoiRegister {

    private final Sql sql;
    private final Visibility visibility;

    DoiRegister(Sql sql, Visibility visibility) {
        this.sql = sql;
        this.visibility = visibility;
    }

    /** Kind of record that can have a DOI. */
    public enum OwnerKind {
        ARTICLE("article"),
        ISSUE("issue"),
        JOURNAL("journal");

        private final String kind;

        OwnerKind(String kind) {
            this.kind = kind;
        }
    }

    /**
     * Public record with a DOI.
     *
     * @param kind {@code article}, {@code issue} or {@code journal}
     */
    public record Holder(String kind, UUID id) {

        public boolean isArticle() {
            return kind.equals(OwnerKind.ARTICLE.kind);
        }
    }

    /** Returns the record with the given current or former DOI, if it is or was public. */
    public Optional<Holder> published(Doi doi) {
        return sql.first(
                "select kind, holder from doi where doi = ? and published",
                row -> new Holder(row.getString("kind"), Sql.uuid(row, "holder")),
                doi.key());
    }

    /**
     * Registers the DOI of a record that is being stored. The record's previous DOI is released unless it was
     * published.
     *
     * @param doi DOI of the record; null for none
     * @throws org.offprint.kernel.faults.ProblemException 409 if another record has the DOI
     */
    public void register(OwnerKind kind, UUID id, Doi doi) {
        register(kind, id, doi, "/doi");
    }

    /** Registers the DOI of a record. Errors are reported at the given JSON Pointer. */
    void register(OwnerKind kind, UUID id, Doi doi, String pointer) {
        String key = doi == null ? null : doi.key();
        sql.update("delete from doi where holder = ? and doi is distinct from ?::text and not published", id, key);
        if (doi == null) {
            return;
        }
        int taken = sql.update(
                "insert into doi (doi, kind, holder, published) values (?, ?, ?, false) on conflict do nothing",
                key,
                kind.kind,
                id);
        if (taken == 0) {
            rejectUnlessOwner(key, id, pointer);
        }
    }

    private void rejectUnlessOwner(String doi, UUID id, String pointer) {
        record Held(String kind, UUID holder, boolean published, UUID journal) {}
        Held held = sql.first(
                        "select d.kind, d.holder, d.published, coalesce(a.journal, i.journal, d.holder) journal from doi d"
                                + " left join article a on a.id = d.holder left join issue i on i.id = d.holder"
                                + " where d.doi = ?",
                        row -> new Held(
                                row.getString("kind"),
                                Sql.uuid(row, "holder"),
                                row.getBoolean("published"),
                                Sql.uuid(row, "journal")),
                        doi)
                .orElseThrow(() -> Problems.unavailable(
                        "Another request released the DOI at the same time. Retry the request.", 1));
        if (!held.holder().equals(id)) {
            throw held.published() || visibility.mayReveal(held.journal())
                    ? Problems.duplicate(pointer, "DOI", "/v1/" + held.kind() + "s/" + held.holder())
                    : Problems.duplicateOfHidden(pointer, "DOI");
        }
    }

    /**
     * Registers the DOIs of new records in one batch. The SQL statement fails if another record already has one of the
     * DOIs.
     *
     * @param dois DOIs, keyed by the id of their record
     * @param published whether the records keep the DOIs permanently
     */
    public void registerAll(OwnerKind kind, Map<UUID, Doi> dois, boolean published) {
        List<Object[]> rows = new ArrayList<>();
        dois.forEach((holder, doi) -> rows.add(new Object[] {doi.key(), kind.kind, holder, published}));
        sql.batch("insert into doi (doi, kind, holder, published) values (?, ?, ?, ?)", rows);
    }

    /** Registers a DOI for a record without a DOI. Returns false if the DOI is already in use. */
    boolean registerIfUnused(OwnerKind kind, UUID id, Doi doi) {
        int taken = sql.update(
                "insert into doi (doi, kind, holder, published) values (?, ?, ?, false) on conflict do nothing",
                doi.key(),
                kind.kind,
                id);
        return taken == 1;
    }

    /**
     * Returns the given DOIs that are in use, with the paths of their records. The path is empty if the caller may not
     * see the record.
     */
    Map<String, String> holders(Collection<Doi> dois) {
        Map<String, String> holders = new HashMap<>();
        sql.list(
                "select d.doi, d.kind, d.holder, d.published, coalesce(a.journal, i.journal, d.holder) journal from doi d"
                        + " left join article a on a.id = d.holder left join issue i on i.id = d.holder"
                        + " where d.doi = any(?)",
                row -> holders.put(
                        row.getString("doi"),
                        row.getBoolean("published") || visibility.mayReveal(Sql.uuid(row, "journal"))
                                ? "/v1/" + row.getString("kind") + "s/" + Sql.uuid(row, "holder")
                                : ""),
                dois.stream().map(Doi::key).toList());
        return holders;
    }

    /** Reserves all DOIs of the given record permanently. */
    public void reserve(UUID id) {
        sql.update("update doi set published = true where holder = ?", id);
    }

    /** Releases the DOIs of a deleted record. */
    public void release(UUID id) {
        sql.update("delete from doi where holder = ?", id);
    }
}
