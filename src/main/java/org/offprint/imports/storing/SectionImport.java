package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportOutcome;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.resolving.BatchReferences;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.journals.Journals;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.json.Text;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.Section;
import org.offprint.platform.database.sql.Sql;

/** Finds the sections named in article records, and adds missing sections to journals. */
@ApplicationScoped
class SectionImport {

    private final Journals journals;
    private final Sql sql;

    SectionImport(Journals journals, Sql sql) {
        this.journals = journals;
        this.sql = sql;
    }

    /**
     * Locks the journals with missing sections, in the same order as all other writers, and reads their sections again.
     * If two imports add the same section, the second import finds the section that the first import added. The
     * journals of the articles must already be resolved.
     */
    void lock(Batch batch) {
        TreeSet<UUID> lacking = new TreeSet<>();
        List<String> ids = new ArrayList<>();
        for (RecordImport record : batch.open("article")) {
            UUID journal = BatchReferences.idOf(record.body().path("journal"));
            JsonNode named = record.body().path("section");
            if (journal != null && isMissing(named, journal, batch)) {
                lacking.add(journal);
                UUID id = BatchReferences.idOf(named);
                if (id != null) {
                    ids.add(id.toString());
                }
            }
        }
        if (!batch.request.validateOnly()) {
            for (UUID journal : lacking) {
                if (!batch.journals.containsKey(journal)) {
                    batch.resolved.journals.addSections(journal, Journal.lock(journal.toString()).body);
                }
            }
        }
        if (!ids.isEmpty()) {
            sql.list(
                    "select id, journal from section where id = any(?::uuid[])",
                    row -> {
                        batch.resolved.journals.addSection(Sql.uuid(row, "id"), Sql.uuid(row, "journal"));
                        return null;
                    },
                    ids);
        }
    }

    private static boolean isMissing(JsonNode named, UUID journal, Batch batch) {
        UUID id = BatchReferences.idOf(named);
        boolean isNamed = named.isObject() ? named.hasNonNull("title") : named.isTextual() && id == null;
        return isNamed
                && !(id != null && batch.resolved.journals.isSectionOf(id, journal))
                && batch.resolved.journals.section(journal, title(named)).isEmpty();
    }

    private static String title(JsonNode named) {
        return Text.normalized((named.isObject() ? named.path("title") : named).asText(""));
    }

    /** Sets the id of the section in an article record whose journal is resolved. */
    void resolve(RecordImport record, Batch batch) {
        ObjectNode body = record.body();
        UUID journal = BatchReferences.idOf(body.path("journal"));
        JsonNode named = body.path("section");
        UUID id = BatchReferences.idOf(named);
        if (journal == null || named.isMissingNode() || named.isNull()) {
            return;
        }
        UUID held = id != null && batch.resolved.journals.isSectionOf(id, journal)
                ? id
                : batch.resolved.journals.section(journal, title(named)).orElse(null);
        if (held == null && isMissing(named, journal, batch)) {
            held = toBeCreated(record, named, journal, batch);
        }
        if (held != null) {
            if (batch.sections.containsKey(held)) {
                record.needs(held);
            }
            body.put("section", held.toString());
        } else if (named.isObject() || id == null) {
            record.reportUnplaced("section", named);
            body.remove("section");
        }
    }

    /** Returns the id of a new section, or null if the section cannot be added to the journal. */
    private UUID toBeCreated(RecordImport record, JsonNode named, UUID journal, Batch batch) {
        ObjectNode body = record.body().objectNode().put("title", title(named));
        for (String member : List.of("abbreviation", "translations")) {
            if (named.hasNonNull(member)) {
                body.set(member, named.get(member));
            }
        }
        if (batch.resolved.journals.sections(journal) >= JournalBody.MAX_SECTIONS) {
            return null;
        }
        try {
            RecordReader reader = new RecordReader();
            Section section = reader.read(body, Section.class);
            reader.check("The section");
            UUID given = BatchReferences.idOf(named);
            UUID id = given == null || batch.resolved.journals.isSection(given) ? Ids.next() : given;
            batch.sections.put(id, new Batch.NewSection(journal, section));
            batch.resolved.journals.addSection(id, journal, section);
            return id;
        } catch (ProblemException e) {
            return null;
        }
    }

    /** Creates the sections that valid records of the batch need. */
    void create(Batch batch, Map<UUID, RecordImport> needed) {
        Map<UUID, Map<UUID, Section>> wanted = new TreeMap<>();
        batch.sections.forEach((id, one) -> {
            RecordImport record = needed.get(id);
            if (record != null) {
                wanted.computeIfAbsent(one.journal(), absent -> new LinkedHashMap<>())
                        .put(id, one.section());
                record.created(ImportOutcome.CreatedRecord.section(id, one.journal()));
            }
        });
        wanted.forEach((id, sections) -> {
            Journal journal = Journal.lock(id.toString());
            journals.addSections(journal, sections, batch.write);
        });
    }
}
