package org.offprint.services.registration.targets;

import java.util.UUID;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.issues.IssueRef;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.record.JournalBody;

/**
 * Newest state of a published record, in the form that is sent to registration services.
 *
 * @param journal the journal, or the journal of the issue or article
 * @param journalBody full record of the journal
 * @param issue the issue; null for journals and articles
 * @param article article in its published form, even if the article was withdrawn; null for journals and issues
 * @param version version of the article; null for journals and issues
 * @param withdrawn whether clients receive a withdrawal notice instead of the article
 * @param baseUrl base URL of this service without a trailing slash; replaces {@link PublishedRecord#BASE_URL}
 */
public record RegisteredRecord(
        RegisteredKind kind,
        UUID id,
        JournalRef journal,
        JournalBody journalBody,
        IssueRef issue,
        PublishedRecord article,
        Integer version,
        boolean withdrawn,
        String baseUrl) {}
