package org.offprint.journal.journals;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.record.JournalBody.JournalIssn;
import org.offprint.kernel.record.Section;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.database.sql.Sql;

/**
 * Creates, changes and deletes journals, and records the changes in the change log. The caller must check the client's
 * permissions.
 */
@ApplicationScoped
public class Journals {

    private final SectionRegister sections;
    private final DoiRegister dois;
    private final Sql sql;

    Journals(SectionRegister sections, DoiRegister dois, Sql sql) {
        this.sections = sections;
        this.dois = dois;
        this.sql = sql;
    }

    /**
     * Stores a new journal.
     *
     * @param input request data returned by {@link JournalReader}
     * @param ids supplies the id of the journal, then the ids of its sections in order
     * @throws org.offprint.kernel.faults.ProblemException 409 if another journal has its slug or one of its ISSNs
     */
    public Journal create(JournalInput input, Supplier<UUID> ids, WriteContext write) {
        Journal journal = Journal.create(input, ids, write.now());
        store(journal, input.slug() == null);
        takeDoi(journal, null);
        write.log(change(journal, Change.Op.CREATED));
        logContinued(null, journal.continues, write);
        return journal;
    }

    /**
     * Stores an editor's changes to a locked journal.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if another journal has its slug or one of its ISSNs, or
     *     if a removed section still contains articles
     */
    public void change(Journal journal, JournalInput input, WriteContext write) {
        UUID continued = journal.continues;
        Doi title = journal.body.titleDoi();
        JournalRef shown = JournalRef.of(journal.id, journal.slug, journal.body);
        journal.edit(input, write.now());
        store(journal, false);
        takeDoi(journal, title);
        write.log(change(journal, Change.Op.UPDATED));
        if (!shown.equals(JournalRef.of(journal.id, journal.slug, journal.body))) {
            logIssues(journal, write);
        }
        logContinued(continued, journal.continues, write);
    }

    /**
     * Stores a new or changed journal, and registers its slug, ISSNs and sections.
     *
     * @param slugIsMade whether the slug was derived from the title; a number is then appended if another journal has
     *     or had the slug
     */
    private void store(Journal journal, boolean slugIsMade) {
        String wanted = journal.slug;
        journal.persistAndFlush();
        for (int number = 2; !registerSlug(journal); number++) {
            if (!slugIsMade) {
                throw Problems.duplicate(
                        "/slug", "slug", "/v1/journals/" + Journal.idOf(wanted).orElse(null));
            }
            journal.slug = Slug.parse(wanted).numbered(number).value();
        }
        Journal.flush();
        registerIssns(journal);
        sections.store(journal);
    }

    private boolean registerSlug(Journal journal) {
        int taken = sql.update(
                "insert into journal_slug (slug, journal) values (?, ?) on conflict do nothing",
                journal.slug,
                journal.id);
        return taken == 1
                || Journal.idOf(journal.slug).filter(journal.id::equals).isPresent();
    }

    private void registerIssns(Journal journal) {
        List<String> issns = journal.body.issns().stream()
                .map(JournalIssn::value)
                .map(Object::toString)
                .distinct()
                // All writers insert ISSNs in the same order, so that writers with the same ISSNs do not deadlock.
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

    /** Registers the journal's own DOI, and reserves it permanently because readers see it immediately. */
    private void takeDoi(Journal journal, Doi before) {
        Doi title = journal.body.titleDoi();
        if (!Objects.equals(title, before)) {
            dois.register(DoiRegister.OwnerKind.JOURNAL, journal.id, title, "/doi/title");
            dois.reserve(journal.id);
        }
    }

    /**
     * Adds sections to a locked journal, after its existing sections.
     *
     * @param added sections, keyed by their new ids, which must be unused
     */
    public void addSections(Journal journal, Map<UUID, Section> added, WriteContext write) {
        journal.addSections(added, write.now());
        store(journal, false);
        // No article displays the new sections yet, so the change is not propagated to articles.
        write.log(change(journal, Change.Op.UPDATED).asCarried());
    }

    /** Deletes a locked journal, which must not be referenced by other records. */
    public void delete(Journal journal, WriteContext write) {
        journal.delete();
        Journal.flush();
        write.log(change(journal, Change.Op.DELETED));
        logContinued(journal.continues, null, write);
    }

    /** Logs changes to the published issues of the journal, which display its title. */
    private void logIssues(Journal journal, WriteContext write) {
        sql.list(
                        "select id from issue where journal = ? and status = 'published' order by id",
                        row -> Sql.uuid(row, "id"),
                        journal.id)
                .forEach(id -> write.log(Change.carried(Change.Kind.ISSUE, id, journal.id)));
    }

    /**
     * Logs a change to each continued journal, because its public view lists the journals that continue it. The
     * revision shown to editors does not change.
     */
    private void logContinued(UUID before, UUID after, WriteContext write) {
        if (Objects.equals(before, after)) {
            return;
        }
        for (UUID id :
                Stream.of(before, after).filter(Objects::nonNull).sorted().toList()) {
            sql.update("update journal set updated_at = ? where id = ?", write.now(), id);
            write.log(Change.forReaders(Change.Kind.JOURNAL, id, id, Change.Op.UPDATED, "continued"));
        }
    }

    private static Change change(Journal journal, Change.Op op) {
        return Change.forReaders(
                Change.Kind.JOURNAL, journal.id, journal.id, op, op.name().toLowerCase(Locale.ROOT));
    }
}
