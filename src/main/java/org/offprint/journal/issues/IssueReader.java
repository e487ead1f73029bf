package org.offprint.journal.issues;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.offprint.journal.journals.JournalRepository;
import org.offprint.kernel.json.ReadOnlyMembers;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.IssueBody;

/** Reads an issue that a client sends, and tells at once all that is wrong with it. */
@ApplicationScoped
public class IssueReader {

    private static final ReadOnlyMembers READ_ONLY = new ReadOnlyMembers(
            Map.of(
                    "id", "An id never changes.",
                    "status", "PUT …/publication publishes the issue, DELETE …/publication makes it a draft again.",
                    "scheduledAt", "PUT …/publication with a time in at sets it, DELETE …/publication cancels it.",
                    "scheduleProblem", "It goes when the issue is saved or scheduled anew.",
                    "createdAt", "It is when the issue was created.",
                    "updatedAt", "It is when the issue was last changed.",
                    "publishedAt", "PUT …/publication sets it once.",
                    "links", "They follow from the rest."),
            Set.of("unpublishedArticles", "previous", "next"));

    private final JournalRepository journals;

    IssueReader(JournalRepository journals) {
        this.journals = journals;
    }

    /**
     * An issue; 422 with everything that is wrong with it. The journal of a new one stays locked against changes.
     *
     * @param present as its editors read it now; null for a new one
     * @param issue as it is stored now; null for a new one
     */
    public IssueInput read(JsonNode body, JsonNode present, Issue issue) {
        return read(body, present, issue, journal -> journals.findById(journal, LockModeType.PESSIMISTIC_READ) != null);
    }

    /**
     * Reads an issue whose journal is looked up by the caller.
     *
     * @param isJournal whether there is a journal of this id
     */
    public IssueInput read(JsonNode body, JsonNode present, Issue issue, Predicate<UUID> isJournal) {
        RecordReader reader = new RecordReader();
        READ_ONLY.takeOut(body, present, reader);
        IssueInput input = reader.read(body, IssueInput.class);
        if (input != null) {
            if (issue == null) {
                journal(input.journal(), isJournal, reader);
            }
            named(input.body(), reader);
            if (issue != null
                    && issue.status == IssueStatus.PUBLISHED
                    && input.body().publishedOn() == null) {
                reader.add("/publishedOn", "required", "A published issue has a printed date.");
            }
        }
        reader.check("The issue");
        return input;
    }

    private static void journal(UUID journal, Predicate<UUID> isJournal, RecordReader reader) {
        if (journal != null && !isJournal.test(journal)) {
            reader.add("/journal", "unknown-journal", "There is no journal " + journal + " here.");
        }
    }

    /** Readers must be able to tell it from the others: by a volume, a number, a year or a title. */
    private static void named(IssueBody body, RecordReader reader) {
        notBlank("/volume", body.volume(), reader);
        notBlank("/number", body.number(), reader);
        notBlank("/title", body.title(), reader);
        if (reader.isClean()
                && body.year() == null
                && Stream.of(body.volume(), body.number(), body.title()).allMatch(name -> name == null)) {
            reader.add("", "required", "An issue needs a volume, a number, a year or a title.");
        }
    }

    private static void notBlank(String pointer, String text, RecordReader reader) {
        if (text != null && text.isBlank()) {
            reader.add(pointer, "blank", "This must be more than blanks; leave it out where there is none.");
        }
    }
}
