package org.offprint.journal.journals;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.record.Section;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.database.sql.Sql;

/** Creates, changes and deletes journals, and records the changes in the change log. The caller checks permissions. */
@ApplicationScoped
public class Journals {

    private final JournalRepository journals;
    private final DoiRegister dois;
    private final Sql sql;

    Journals(JournalRepository journals, DoiRegister dois, Sql sql) {
        this.journals = journals;
        this.dois = dois;
        this.sql = sql;
    }

    /**
     * Stores a new journal.
     *
     * @param input input returned by {@link JournalReader}
     * @param ids supplies the id of the journal, then the ids of its sections in order
     * @throws org.offprint.kernel.faults.ProblemException 409 if another journal has its slug or one of its ISSNs
     */
    public Journal create(JournalInput input, Supplier<UUID> ids, WriteContext write) {
        Journal journal = Journal.create(input, ids, write.now());
        journals.store(journal, input.slug() == null);
        takeDoi(journal, null);
        write.log(change(journal, Change.Op.CREATED));
        logContinued(null, journal.continues, write);
        return journal;
    }

    /**
     * Stores an editor's changes to a locked journal.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if another journal has its slug or one of its ISSNs, or
     *     if articles are in a removed section
     */
    public void change(Journal journal, JournalInput input, WriteContext write) {
        UUID continued = journal.continues;
        Doi title = journal.body.titleDoi();
        JournalRef shown = JournalRef.of(journal.id, journal.slug, journal.body);
        journal.edit(input, write.now());
        journals.store(journal, false);
        takeDoi(journal, title);
        write.log(change(journal, Change.Op.UPDATED));
        if (!shown.equals(JournalRef.of(journal.id, journal.slug, journal.body))) {
            logIssues(journal, write);
        }
        logContinued(continued, journal.continues, write);
    }

    /** Registers the DOI of the journal itself. The DOI is reserved permanently, because readers see it immediately. */
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
     * @param added sections by their new ids, which must be unused
     */
    public void addSections(Journal journal, Map<UUID, Section> added, WriteContext write) {
        journal.addSections(added, write.now());
        journals.store(journal, false);
        // No article shows the new sections yet, so that there is nothing to propagate.
        write.log(change(journal, Change.Op.UPDATED).asCarried());
    }

    /** Deletes a locked journal that is not in use. */
    public void delete(Journal journal, WriteContext write) {
        journals.delete(journal);
        journals.flush();
        write.log(change(journal, Change.Op.DELETED));
        logContinued(journal.continues, null, write);
    }

    /** Logs changes of the journal's published issues, because they show the name of the journal to readers. */
    private void logIssues(Journal journal, WriteContext write) {
        sql.list(
                        "select id from issue where journal = ? and status = 'published' order by id",
                        row -> Sql.uuid(row, "id"),
                        journal.id)
                .forEach(id -> write.log(Change.carried(Change.Kind.ISSUE, id, journal.id)));
    }

    /**
     * Logs a change of each continued journal, because readers see which journal continues it. The change does not
     * increment the revision that editors see.
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
