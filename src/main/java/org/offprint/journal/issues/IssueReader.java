package org.offprint.journal.issues;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.offprint.journal.journals.Journal;
import org.offprint.kernel.json.ReadOnlyMembers;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.IssueBody;

/** Reads an issue sent by a client, and reports all errors together. */
@ApplicationScoped
public class IssueReader {

    private static final ReadOnlyMembers READ_ONLY = new ReadOnlyMembers(
            Map.of(
                    "id", "The id of a record never changes.",
                    "status",
                            "To publish the issue, use PUT …/publication. To make the issue a draft again, use DELETE"
                                    + " …/publication.",
                    "scheduledAt",
                            "To schedule the issue, use PUT …/publication with `at`. To cancel the schedule, use DELETE"
                                    + " …/publication.",
                    "scheduleProblem", "The problem is removed when the issue is saved or rescheduled.",
                    "createdAt", "The service sets the time of creation.",
                    "updatedAt", "The service sets the time of the last change.",
                    "publishedAt", "The first PUT …/publication sets the time of publication.",
                    "links", "The links are derived from the record."),
            Set.of("unpublishedArticles", "previous", "next"));

    IssueReader() {}

    /**
     * Reads an issue from a request body. Throws a 422 problem with all errors if the body is invalid. The journal of a
     * new issue is locked against changes.
     *
     * @param present the current issue in the editors' view; null for a new issue
     * @param issue the issue as stored; null for a new issue
     */
    public IssueInput read(JsonNode body, JsonNode present, Issue issue) {
        return read(body, present, issue, journal -> Journal.findById(journal, LockModeType.PESSIMISTIC_READ) != null);
    }

    /**
     * Reads an issue from a request body. The caller provides a function that looks up the journal.
     *
     * @param isJournal returns whether the journal with the given id exists
     */
    public IssueInput read(JsonNode body, JsonNode present, Issue issue, Predicate<UUID> isJournal) {
        RecordReader reader = new RecordReader();
        READ_ONLY.removeFrom(body, present, reader);
        IssueInput input = reader.read(body, IssueInput.class);
        if (input != null) {
            if (issue == null) {
                journal(input.journal(), isJournal, reader);
            }
            named(input.body(), reader);
            if (issue != null
                    && issue.status == IssueStatus.PUBLISHED
                    && input.body().publishedOn() == null) {
                reader.add("/publishedOn", "required", "A printed date is required for a published issue.");
            }
        }
        reader.check("The issue");
        return input;
    }

    private static void journal(UUID journal, Predicate<UUID> isJournal, RecordReader reader) {
        if (journal != null && !isJournal.test(journal)) {
            reader.add("/journal", "unknown-journal", "There is no journal " + journal + ".");
        }
    }

    /** Checks that the issue has a volume, number, year or title by which readers can identify it. */
    private static void named(IssueBody body, RecordReader reader) {
        notBlank("/volume", body.volume(), reader);
        notBlank("/number", body.number(), reader);
        notBlank("/title", body.title(), reader);
        if (reader.isClean()
                && body.year() == null
                && Stream.of(body.volume(), body.number(), body.title()).allMatch(name -> name == null)) {
            reader.add("", "required", "A volume, a number, a year or a title is required.");
        }
    }

    private static void notBlank(String pointer, String text, RecordReader reader) {
        if (text != null && text.isBlank()) {
            reader.add(pointer, "blank", "Must not be blank. Remove this member if there is no value.");
        }
    }
}
