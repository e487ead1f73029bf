package org.offprint.services.registration.targets;

import java.util.UUID;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.issues.IssueRef;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.record.JournalBody;

/**
 * A published record as it is to be registered, newest state.
 *
 * @param journal the journal, or that of the issue or article
 * @param journalBody the same with all that it says
 * @param issue of an issue; null for others
 * @param article as readers get it, or would get it had it not been withdrawn; null for journals and issues
 * @param version of the article; null for others
 * @param withdrawn readers get a notice in place of the article
 * @param baseUrl of this service, without a slash at its end: stands for {@link PublishedRecord#BASE_URL}
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
