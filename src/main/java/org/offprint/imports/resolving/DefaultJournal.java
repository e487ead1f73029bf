package org.offprint.imports.resolving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordImport;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;

/** Journal of imported records that do not state a journal. */
public final class DefaultJournal {

    /** JSON members that identify a journal. */
    private static final List<String> NAMES = List.of("id", "slug", "title", "issns");

    private DefaultJournal() {}

    /**
     * Returns whether a record uses the default journal, because it states no journal. A record that states only
     * publisher data, as for a book, also uses the default journal if the import has a journal.
     */
    public static boolean isNeeded(JsonNode named, Batch batch) {
        boolean isNothing = named.isMissingNode() || named.isNull();
        boolean isAside = named.isObject() && NAMES.stream().noneMatch(named::hasNonNull);
        return isNothing || isAside && batch.request.journal() != null;
    }

    /**
     * Returns the journal of the record's issue or, if the record has no issue, the journal of the import.
     *
     * @throws org.offprint.kernel.faults.ProblemException if there is no such journal, or the API key has no access to
     *     the journal
     */
    public static UUID of(RecordImport record, Batch batch) {
        UUID issue = BatchReferences.idOf(record.body().path("issue"));
        UUID byIssue = issue == null ? null : batch.resolved.journalOf(issue);
        UUID usual = byIssue == null ? batch.request.journal() : byIssue;
        if (usual == null) {
            throw Problems.invalid(
                    "The record",
                    List.of(Finding.at(
                            "/journal",
                            "required",
                            "The record states neither an ISSN nor a title of its journal. Send the file again with the"
                                    + " parameter journal=ID (--journal=ID on the command line).")));
        }
        if (!batch.request.by().edits(usual)) {
            throw Problems.forbidden("The API key has no access to journal " + usual + ".");
        }
        return usual;
    }
}
