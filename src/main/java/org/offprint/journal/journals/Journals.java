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
import org.offprint.platform.changes.Write;
import org.offprint.platform.database.sql.Sql;

/** Makes, changes and deletes journals, and puts that into the change log; who may do so is for the caller to say. */
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
     * @param input as {@link JournalReader} read it
     * @param ids gives the journal its id, then its sections theirs in their order
     * @throws org.offprint.kernel.faults.ProblemException 409 where another journal has its slug or an ISSN of it
     */
    public Journal create(JournalInput input, Supplier<UUID> ids, Write write) {
        Journal journal = Journal.create(input, ids, write.now());
        journals.store(journal, input.slug() == null);
        takeDoi(journal, null);
        write.log(change(journal, Change.Op.CREATED));
        logContinued(null, journal.continues, write);
        return journal;
    }

    /**
     * Stores what an editor wrote of a locked journal.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 where another journal has its slug or an ISSN of it, or
     *     articles are in a section that is gone
     */
    public void change(Journal journal, JournalInput input, Write write) {
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

    /** Takes the DOI of the journal as a title, which stays the journal's for ever: its readers see it at once. */
    private void takeDoi(Journal journal, Doi before) {
        Doi title = journal.body.titleDoi();
        if (!Objects.equals(title, before)) {
            dois.take(DoiRegister.Holder.JOURNAL, journal.id, title, "/doi/title");
            dois.reserve(journal.id);
        }
    }

    /**
     * Adds sections to a locked journal, behind those that it has.
     *
     * @param added by the ids that they are to have, which are free
     */
    public void addSections(Journal journal, Map<UUID, Section> added, Write write) {
        journal.addSections(added, write.now());
        journals.store(journal, false);
        // Nothing shows them yet, so there is nothing to carry to its articles.
        write.log(change(journal, Change.Op.UPDATED).asCarried());
    }

    /** Deletes a locked journal that nothing uses. */
    public void delete(Journal journal, Write write) {
        journals.delete(journal);
        journals.flush();
        write.log(change(journal, Change.Op.DELETED));
        logContinued(journal.continues, null, write);
    }

    /** Logs that the published issues of a journal have changed for readers: they show it by its name. */
    private void logIssues(Journal journal, Write write) {
        sql.list(
                        "select id from issue where journal = ? and status = 'published' order by id",
                        row -> Sql.uuid(row, "id"),
                        journal.id)
                .forEach(id -> write.log(Change.carried(Change.Kind.ISSUE, id, journal.id)));
    }

    /** The journal that is continued shows by which one: it has changed for its readers, not for who edits it. */
    private void logContinued(UUID before, UUID after, Write write) {
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
