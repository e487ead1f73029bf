package org.offprint.journal.journals;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.json.ReadOnlyMembers;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.IssnType;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.JournalBody.JournalIssn;
import org.offprint.kernel.record.Section;

/** Reads a journal sent by a client, and reports all errors together. */
@ApplicationScoped
public class JournalReader {

    private static final ReadOnlyMembers READ_ONLY = new ReadOnlyMembers(
            Map.of(
                    "id", "The id of a record never changes.",
                    "continuedBy", "The list contains the journals whose `continues` member refers to this journal.",
                    "createdAt", "The service sets the time of creation.",
                    "updatedAt", "The service sets the time of the last change.",
                    "links", "The links are derived from the record."),
            Set.of());

    private final JournalLineage lineage;

    JournalReader(JournalLineage lineage) {
        this.lineage = lineage;
    }

    /**
     * Reads a journal from a request body. Throws a 422 problem with all errors if the body is invalid.
     *
     * @param present the current journal in the editors' view; null for a new journal
     * @param journal the journal as stored; null for a new journal
     */
    public JournalInput read(JsonNode body, JsonNode present, Journal journal) {
        RecordReader reader = new RecordReader();
        READ_ONLY.removeFrom(body, present, reader);
        JournalInput input = reader.read(body, JournalInput.class);
        if (input != null) {
            issns(input.body().issns(), reader);
            sections(input.body().sections(), journal, reader);
            continues(input.body().continues(), journal, reader);
            dois(input.body(), reader);
            template(input.body().articleUrl(), "/articleUrl", List.of("{slug}", "{id}", "{doi}"), reader);
            template(input.body().issueUrl(), "/issueUrl", List.of("{id}"), reader);
        }
        reader.check("The journal");
        return input;
    }

    private static void dois(JournalBody body, RecordReader reader) {
        JournalBody.DoiSettings settings = body.doi();
        if (settings == null) {
            return;
        }
        pattern(settings.pattern(), "/doi/pattern", DoiRegister.OwnerKind.ARTICLE, reader);
        pattern(settings.issuePattern(), "/doi/issuePattern", DoiRegister.OwnerKind.ISSUE, reader);
        if (body.minting() != JournalBody.Minting.MANUAL && body.doiPrefixes().isEmpty()) {
            reader.add(
                    "/doi/mint",
                    "doi-prefix-missing",
                    "A DOI prefix is required to mint DOIs. Set doiPrefix of the journal.");
        }
    }

    private static void pattern(String text, String pointer, DoiRegister.OwnerKind kind, RecordReader reader) {
        if (text != null) {
            new DoiPattern(text).faults(kind).forEach(fault -> reader.add(pointer, fault.code(), fault.message()));
        }
    }

    private static void issns(List<JournalIssn> issns, RecordReader reader) {
        Set<IssnType> types = EnumSet.noneOf(IssnType.class);
        for (int i = 0; i < issns.size(); i++) {
            JournalIssn issn = issns.get(i);
            if (issn != null && issn.type() != null && !types.add(issn.type())) {
                reader.add(
                        "/issns/" + i + "/type",
                        "duplicate",
                        "A journal can have only one ISSN of each type. Remove this ISSN or change its type.");
            }
        }
    }

    private static void sections(List<Section> sections, Journal journal, RecordReader reader) {
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < sections.size(); i++) {
            UUID id = sections.get(i) == null ? null : sections.get(i).id();
            if (id == null) {
                continue;
            }
            String pointer = "/sections/" + i + "/id";
            if (journal == null || journal.section(id).isEmpty()) {
                reader.add(
                        pointer,
                        "unknown-section",
                        "The journal has no section with this id. Omit the id to create a new section.");
            } else if (!seen.add(id)) {
                reader.add(
                        pointer,
                        "duplicate",
                        "Another section already has this id. Omit the id to create a new section.");
            }
        }
    }

    private void continues(UUID continued, Journal journal, RecordReader reader) {
        if (continued == null) {
            return;
        }
        lineage.lock();
        if (journal != null && continued.equals(journal.id)) {
            reader.add("/continues", "itself", "A journal cannot continue itself. Use another journal.");
        } else if (!lineage.lockContinued(continued)) {
            reader.add("/continues", "unknown-journal", "There is no journal " + continued + ".");
        } else if (journal != null && lineage.reaches(continued, journal.id)) {
            reader.add(
                    "/continues",
                    "cycle",
                    "Journal " + continued
                            + " continues this journal, directly or through other journals. Use another journal.");
        }
    }

    private static void template(String template, String pointer, List<String> places, RecordReader reader) {
        if (template == null) {
            return;
        }
        String filled = template;
        for (String place : places) {
            filled = filled.replace(place, "x");
        }
        if (filled.equals(template) || filled.contains("{") || !filled.matches("https?://[^\\s/]+\\S*")) {
            reader.add(
                    pointer,
                    "template-format",
                    "Must be an http or https URL that contains " + String.join(" or ", places) + ".");
        }
    }
}
