package org.offprint.journal.journals;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.JournalBody.JournalIssn;
import org.offprint.platform.database.sql.Sql;

/** Stores journals, and ensures that unique members are unique. */
@ApplicationScoped
public class JournalRepository implements PanacheRepositoryBase<Journal, UUID> {

    private final Sql sql;
    private final SectionRegister sections;

    JournalRepository(Sql sql, SectionRegister sections) {
        this.sql = sql;
        this.sections = sections;
    }

    /** Returns the id of the journal with this id, slug or former slug, or empty if there is none. */
    public Optional<UUID> idOf(String idOrSlug) {
        return Ids.isUuidShaped(idOrSlug)
                ? Optional.of(Ids.parse(idOrSlug))
                : sql.first(
                        "select journal from journal_slug where slug = ?", row -> Sql.uuid(row, "journal"), idOrSlug);
    }

    /** Returns the journals that have or had one of these slugs, read in one statement. */
    public Map<String, UUID> bySlug(Set<String> slugs) {
        Map<String, UUID> ids = new HashMap<>();
        sql.list(
                "select slug, journal from journal_slug where slug = any(?)",
                row -> ids.put(row.getString("slug"), Sql.uuid(row, "journal")),
                slugs);
        return ids;
    }

    /** Returns the journal with this id or slug. Throws 404 if it does not exist. */
    public Journal require(String idOrSlug) {
        return idOf(idOrSlug).map(this::findById).orElseThrow(() -> Problems.notFound("journal", idOrSlug));
    }

    /** Returns the journal with this id or slug, locked for update. Throws 404 if it does not exist. */
    public Journal lock(String idOrSlug) {
        Journal journal = idOf(idOrSlug)
                .map(id -> findById(id, LockModeType.PESSIMISTIC_WRITE))
                .orElse(null);
        if (journal == null) {
            throw Problems.notFound("journal", idOrSlug);
        }
        return journal;
    }

    /**
     * Stores a new or changed journal. Registers its slug, its ISSNs, and its sections for the articles that refer to
     * them.
     *
     * @param slugIsMade whether the slug was derived from the title; a number is then appended if another journal has
     *     or had it
     * @throws org.offprint.kernel.faults.ProblemException 409 if another journal has the slug or one of the ISSNs, or
     *     if articles are in a removed section
     */
    public void store(Journal journal, boolean slugIsMade) {
        String wanted = journal.slug;
        persistAndFlush(journal);
        for (int number = 2; !registerSlug(journal); number++) {
            if (!slugIsMade) {
                throw Problems.duplicate(
                        "/slug", "slug", "/v1/journals/" + idOf(wanted).orElse(null));
            }
            journal.slug = Slug.parse(wanted).numbered(number).value();
        }
        flush();
        registerIssns(journal);
        sections.store(journal);
    }

    /** Returns the journals that continue each of these journals. Journals without a continuation are omitted. */
    public Map<UUID, List<UUID>> continuations(Collection<UUID> continued) {
        Map<UUID, List<UUID>> continuations = new HashMap<>();
        if (!continued.isEmpty()) {
            sql.list(
                    "select continues, id from journal where continues = any(?) order by id",
                    row -> continuations
                            .computeIfAbsent(Sql.uuid(row, "continues"), id -> new ArrayList<>())
                            .add(Sql.uuid(row, "id")),
                    continued);
        }
        return continuations;
    }

    /** Returns journals by id, in the form that their issues show. */
    public Map<UUID, JournalRef> refs(Collection<UUID> ids) {
        Map<UUID, JournalRef> refs = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select id, slug, body from journal where id = any(?)",
                    row -> refs.put(
                            Sql.uuid(row, "id"),
                            JournalRef.of(
                                    Sql.uuid(row, "id"),
                                    row.getString("slug"),
                                    Json.read(row.getString("body"), JournalBody.class))),
                    ids);
        }
        return refs;
    }

    private boolean registerSlug(Journal journal) {
        int taken = sql.update(
                "insert into journal_slug (slug, journal) values (?, ?) on conflict do nothing",
                journal.slug,
                journal.id);
        return taken == 1 || idOf(journal.slug).filter(journal.id::equals).isPresent();
    }

    private void registerIssns(Journal journal) {
        List<String> issns = journal.body.issns().stream()
                .map(JournalIssn::value)
                .map(Object::toString)
                .distinct()
                // All writers insert in the same order, so that two writers with the same ISSNs do not wait for each
                // other.
                .sorted()
                .toList();
        sql.update("delete from journal_issn where journal = ? and issn <> all(?)", journal.id, issns);
        for (String issn : issns) {
            sql.update(
                    "insert into journal_issn (issn, journal) values (?, ?) on conflict do nothing", issn, journal.id);
        }
        record Held(String issn, UUID journal) {}
        sql
                .list(
                        "select issn, journal from journal_issn where issn = any(?) and journal <> ?",
                        row -> new Held(row.getString("issn"), Sql.uuid(row, "journal")),
                        issns,
                        journal.id)
                .stream()
                .findFirst()
                .ifPresent(held -> {
                    throw Problems.duplicate(pointer(journal, held.issn()), "ISSN", "/v1/journals/" + held.journal());
                });
    }

    private static String pointer(Journal journal, String issn) {
        List<JournalIssn> issns = journal.body.issns();
        for (int i = 0; i < issns.size(); i++) {
            if (issns.get(i).value().toString().equals(issn)) {
                return "/issns/" + i + "/value";
            }
        }
        return "/issns";
    }
}
