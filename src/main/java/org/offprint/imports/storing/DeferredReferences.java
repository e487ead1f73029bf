package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.offprint.formats.reading.Unplaced;
import org.offprint.imports.batch.DeferredReference;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.resolving.ReferenceQueries;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.json.Json;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.jobs.RecordOutcome;
import org.offprint.platform.jobs.RecordOutcomes;
import org.offprint.platform.security.Editor;

/**
 * Stores references to records that follow later in the file. Deferred references are stored in the same transaction as
 * their record. After the whole import has been read, the references are resolved in batches, one transaction per
 * batch. Resolved references are removed from the list of data that was not imported.
 */
@ApplicationScoped
public class DeferredReferences {

    private static final int BATCH = 200;

    private final Sql sql;
    private final RecordOutcomes outcomes;
    private final ReferenceQueries queries;
    private final AffiliationLineageImport affiliations;
    private final RetractionImport articles;

    DeferredReferences(
            Sql sql,
            RecordOutcomes outcomes,
            ReferenceQueries queries,
            AffiliationLineageImport affiliations,
            RetractionImport articles) {
        this.sql = sql;
        this.outcomes = outcomes;
        this.queries = queries;
        this.affiliations = affiliations;
        this.articles = articles;
    }

    private record StoredReference(long number, String kind, UUID id, String member, JsonNode named) {}

    /**
     * Adds the unresolved references of a stored record. If the importer may not edit all journals, the references of
     * existing records other than articles are skipped.
     */
    public void keep(UUID job, long number, RecordImport record, boolean editsAll, List<Object[]> rows) {
        boolean isOwn = record.outcome() == RecordOutcome.CREATED || "article".equals(record.kind());
        if (!isOwn && !editsAll) {
            return;
        }
        for (DeferredReference missing : record.deferredReferences()) {
            rows.add(new Object[] {
                job,
                number,
                record.kind(),
                record.id(),
                missing.member(),
                new String(Json.write(missing.named()), StandardCharsets.UTF_8)
            });
        }
    }

    public void add(List<Object[]> rows) {
        sql.batch(
                "insert into import_missing (job, number, kind, id, member, named) values (?, ?, ?, ?, ?, ?::jsonb)",
                rows);
    }

    /**
     * Resolves a batch of deferred references within a transaction. Returns whether there may be more deferred
     * references.
     */
    public boolean resolve(UUID job, ImportRequest.Importer by, WriteContext write) {
        List<StoredReference> rows = sql.list(
                "select number, kind, id, member, named from import_missing where job = ? order by number, member limit ?",
                row -> new StoredReference(
                        row.getLong("number"),
                        row.getString("kind"),
                        Sql.uuid(row, "id"),
                        row.getString("member"),
                        Json.parse(row.getString("named").getBytes(StandardCharsets.UTF_8))),
                job,
                BATCH);
        ResolvedReferences resolved =
                queries.lookUpDeferred(rows.stream().map(StoredReference::named).toList(), by);
        for (StoredReference row : rows) {
            if (found(row, resolved, by.editor(), write)) {
                JsonNode rest = AffiliationLineageImport.unusedNames(row.named(), resolved);
                outcomes.change(job, row.number(), body -> without(body, row.member(), rest));
            }
        }
        sql.batch(
                "delete from import_missing where job = ? and number = ? and member = ?",
                rows.stream()
                        .map(row -> new Object[] {job, row.number(), row.member()})
                        .toList());
        return rows.size() == BATCH;
    }

    private boolean found(StoredReference row, ResolvedReferences resolved, Editor editor, WriteContext write) {
        try {
            return row.kind().equals("affiliation")
                    ? affiliations.setDeferred(row.id(), row.member(), row.named(), resolved, write)
                    : articles.complete(row.id(), row.member(), row.named(), resolved, editor, write);
        } catch (ProblemException e) {
            // A resolved reference may still be invalid, for example if the parent is itself a child. An invalid
            // reference is omitted, as stated in the outcome.
            return false;
        }
    }

    /**
     * Returns an outcome that no longer lists a resolved member as not imported.
     *
     * @param rest part of the member that is still not imported; null if the whole member is resolved
     */
    private static byte[] without(byte[] outcome, String member, JsonNode rest) {
        ObjectNode body = (ObjectNode) Json.parse(outcome);
        List<JsonNode> left = new ArrayList<>();
        for (JsonNode unplaced : body.path("unplaced")) {
            if (!unplaced.path("where").asText().equals(member)) {
                left.add(unplaced);
            }
        }
        if (rest != null) {
            Unplaced.each(member, rest).forEach(one -> left.add(Json.tree(one)));
        }
        ArrayNode all = body.putArray("unplaced");
        left.forEach(all::add);
        return Json.write(body);
    }
}
