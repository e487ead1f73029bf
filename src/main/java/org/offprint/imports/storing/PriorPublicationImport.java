package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordFindings;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.resolving.BatchReferences;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.articles.notices.Withdrawal;
import org.offprint.journal.articles.notices.WithdrawalInput;
import org.offprint.journal.publishing.PriorPublication;
import org.offprint.journal.publishing.PublicationInput;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.RecordReader;

/**
 * Reads the earlier publication of an article from the imported record: the publication time, the version, and the
 * retraction or withdrawal.
 */
@ApplicationScoped
class PriorPublicationImport {

    /** Path that the import outcome reports if the article of the retraction notice was not found. */
    static final String NOTICE = "retraction/notice/article";

    static final String REPLACED_BY = "withdrawal/replacedBy";

    private static final int MAX_VERSIONS = 1_000;
    private static final List<String> MARKS = List.of("retraction", "withdrawal");

    PriorPublicationImport() {}

    /**
     * Removes the earlier publication from the JSON of an article record and returns it.
     *
     * @param how publication settings; null for a draft. The retraction or withdrawal of a draft is not imported and is
     *     reported as unimported data
     */
    PriorPublication removeFrom(RecordImport record, PublicationInput how, Batch batch) {
        ObjectNode body = record.body();
        if (how == null || how.at() != null) {
            for (String mark : MARKS) {
                JsonNode marked = body.remove(mark);
                if (marked != null && !marked.isNull()) {
                    record.reportUnplaced(mark, marked);
                }
            }
            return PriorPublication.NONE;
        }
        Instant publishedAt = instant(record, body.remove("publishedAt"), "publishedAt", batch);
        return new PriorPublication(
                version(record, body.remove("version")),
                publishedAt,
                retraction(record, batch),
                withdrawal(record, batch));
    }

    private static int version(RecordImport record, JsonNode given) {
        int version = given != null && given.isIntegralNumber() ? given.asInt() : 1;
        if (version < 1 || version > MAX_VERSIONS) {
            record.reportUnplaced("version", given);
            return 1;
        }
        return version;
    }

    /**
     * Returns the timestamp in a member of the record. Returns null if the timestamp is missing, invalid or in the
     * future. An invalid or future timestamp is reported.
     */
    static Instant instant(RecordImport record, JsonNode given, String member, Batch batch) {
        if (given == null || given.isNull()) {
            return null;
        }
        try {
            Instant instant = Instant.parse(given.asText()).truncatedTo(ChronoUnit.MILLIS);
            if (!instant.isAfter(batch.write.now())) {
                return instant;
            }
        } catch (DateTimeException e) {
            // An invalid timestamp is reported like a future timestamp.
        }
        record.reportUnplaced(member, given);
        return null;
    }

    private Retraction retraction(RecordImport record, Batch batch) {
        ObjectNode marked = mark(record, "retraction");
        if (marked == null) {
            return null;
        }
        UUID notice = BatchReferences.idOf(marked.path("notice").path("article"));
        if (notice != null && !batch.resolved.isPublishedArticle(notice)) {
            ObjectNode named = (ObjectNode) marked.get("notice");
            record.defer(NOTICE, named.remove("article"));
            if (!named.hasNonNull("doi")) {
                marked.remove("notice");
            }
        }
        return read(marked, Retraction.class, "/retraction");
    }

    private Withdrawal withdrawal(RecordImport record, Batch batch) {
        ObjectNode marked = mark(record, "withdrawal");
        if (marked == null) {
            return null;
        }
        Instant at = instant(record, marked.remove("withdrawnAt"), "withdrawal/withdrawnAt", batch);
        UUID other = BatchReferences.idOf(marked.path("replacedBy"));
        if (other != null && !batch.resolved.isPublishedArticle(other)) {
            record.defer(REPLACED_BY, marked.remove("replacedBy"));
        }
        WithdrawalInput input = read(marked, WithdrawalInput.class, "/withdrawal");
        return new Withdrawal(input.reason(), input.replacedBy(), at == null ? batch.write.now() : at);
    }

    private static ObjectNode mark(RecordImport record, String member) {
        JsonNode marked = record.body().remove(member);
        if (marked == null || marked.isNull()) {
            return null;
        }
        if (!(marked instanceof ObjectNode object)) {
            throw Problems.invalid("The record", List.of(Finding.at("/" + member, "wrong-type", "Must be an object.")));
        }
        return object;
    }

    private <T extends Record> T read(ObjectNode marked, Class<T> type, String pointer) {
        RecordReader reader = new RecordReader();
        try {
            T read = reader.read(marked, type);
            reader.check("The record");
            return read;
        } catch (ProblemException e) {
            throw Problems.invalid("The record", RecordFindings.findings(e, pointer));
        }
    }
}
