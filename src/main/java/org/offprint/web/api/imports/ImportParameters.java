package org.offprint.web.api.imports;

import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.formats.ImportFormats;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.imports.Imports;
import org.offprint.imports.batch.ImportMode;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.batch.ImportTarget;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.security.Caller;

/** Query parameters of an import. */
public class ImportParameters {

    private static final Map<String, ImportMode> MODES = new LinkedHashMap<>();
    private static final Map<String, ImportTarget> TARGETS = new LinkedHashMap<>();

    static {
        TARGETS.put("records", ImportTarget.RECORDS);
        TARGETS.put("outside-works", ImportTarget.OUTSIDE_WORKS);
        MODES.put("create", ImportMode.CREATE);
        MODES.put("upsert", ImportMode.UPSERT);
    }

    @QueryParam("format")
    @Parameter(
            description = "Format of all files, for example `jsonl`. By default, the media type in `Content-Type`"
                    + " determines the format. If `Content-Type` does not determine a format, the format is"
                    + " detected from the content of each file.",
            schema = @Schema(type = SchemaType.STRING))
    String format;

    @QueryParam("mode")
    @Parameter(
            description = "Handling of existing records, which are matched by id, DOI or another identifier."
                    + " `create` rejects records that already exist. `upsert` updates existing records: members"
                    + " of the imported record replace stored members, and other members do not change.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"create", "upsert"},
                            defaultValue = "create"))
    String mode;

    @QueryParam("validateOnly")
    @Parameter(
            description = "If `true`, each record is validated and its outcome is reported, but nothing is stored.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    ParameterValue<Boolean> validateOnly;

    @QueryParam("publish")
    @Parameter(
            description = "If `true`, articles and issues are published unless their record states otherwise.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    ParameterValue<Boolean> publish;

    @QueryParam("link")
    @Parameter(
            description = "If `false`, affiliations given only as printed text are not linked to organizations. By"
                    + " default, an affiliation is linked if it certainly matches an organization in this"
                    + " service, but affiliations of stored articles with unchanged text do not change."
                    + " `true` also links unlinked affiliations of stored articles.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    ParameterValue<Boolean> link;

    @QueryParam("into")
    @Parameter(
            description = "Destination of the imported data. `records` creates journals, issues, affiliations and"
                    + " articles. `outside-works` loads external works to which references can be linked."
                    + " `outside-works` is available only to admins and accepts the formats `crossref-works`"
                    + " and `csl`.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"records", "outside-works"},
                            defaultValue = "records"))
    String into;

    @QueryParam("journal")
    @Parameter(description = "Id of the journal for records that do not specify a journal.")
    ParameterValue<UUID> journal;

    @QueryParam("issue")
    @Parameter(description = "Id of the issue for articles that do not specify an issue.")
    ParameterValue<UUID> issue;

    /** Constructor for the framework, which then sets the fields. */
    public ImportParameters() {}

    /**
     * Creates the parameters of an import that another part of the service starts.
     *
     * @param journal id of the journal for articles that do not specify a journal; null for none
     * @param validateOnly whether the import is a dry run
     * @param publish whether articles and issues are published unless their record states otherwise
     */
    public static ImportParameters of(String journal, boolean validateOnly, boolean publish) {
        ImportParameters parameters = new ImportParameters();
        parameters.journal = journal == null ? null : new ParameterValue<>(journal);
        parameters.validateOnly = new ParameterValue<>(Boolean.toString(validateOnly));
        parameters.publish = new ParameterValue<>(Boolean.toString(publish));
        return parameters;
    }

    /**
     * Validates all query parameters of an import and creates the import request from them.
     *
     * @param contentType media type of the body, from which the format is derived if no format is requested; null if
     *     absent
     * @param files received files; empty if no files have been received yet
     */
    ImportRequest read(String contentType, Imports imports, Caller caller, List<ImportRequest.File> files) {
        Parameters parameters = new Parameters();
        Map<String, String> formats = ImportFormats.ALL.stream()
                .collect(Collectors.toMap(ImportFormat::name, ImportFormat::name, (a, b) -> a, LinkedHashMap::new));
        String named = parameters.oneOf("format", format, formats, null);
        ImportMode how = parameters.oneOf("mode", mode, MODES, ImportMode.CREATE);
        boolean onlyValidated = parameters.flag("validateOnly", validateOnly, false);
        boolean published = parameters.flag("publish", publish, false);
        boolean linked = parameters.flag("link", link, true);
        Boolean linking = linked && link == null ? null : Boolean.valueOf(linked);
        ImportTarget target = parameters.oneOf("into", into, TARGETS, ImportTarget.RECORDS);
        if (target == ImportTarget.OUTSIDE_WORKS) {
            rejectJournalParameters(published, parameters);
        }
        UUID journalId = parameters.parsed("journal", journal, "id-format", Ids::parse);
        UUID issueId = parameters.parsed("issue", issue, "id-format", Ids::parse);
        if (journalId != null && !imports.isJournal(journalId)) {
            parameters.addError("journal", "unknown-journal", "There is no journal " + journalId + ".");
        }
        if (issueId != null && !imports.isIssue(issueId, caller.journals())) {
            parameters.addError("issue", "unknown-issue", "There is no issue " + issueId + ".");
        }
        parameters.check();
        if (target == ImportTarget.OUTSIDE_WORKS && !caller.isAdmin()) {
            throw Problems.forbidden("Only admins can import external works.");
        }
        if (journalId != null) {
            caller.requireEditorOf(journalId);
        }
        return new ImportRequest(
                named == null ? byMediaType(contentType) : named,
                how,
                onlyValidated,
                published,
                target == ImportTarget.RECORDS ? linking : Boolean.FALSE,
                journalId,
                issueId,
                target,
                files,
                new ImportRequest.Importer(
                        caller.keyId(),
                        caller.name(),
                        caller.isAdmin(),
                        caller.journals().orElse(null)));
    }

    /** Rejects parameters that do not apply to external works, which belong to no journal and are not published. */
    private void rejectJournalParameters(boolean isPublished, Parameters parameters) {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("publish", isPublished);
        given.put("journal", journal != null);
        given.put("issue", issue != null);
        given.forEach((name, isGiven) -> {
            if (isGiven) {
                parameters.addError(
                        name,
                        "contradiction",
                        "Remove this parameter. External works belong to no journal and are not published.");
            }
        });
    }

    private static String byMediaType(String contentType) {
        String bare = contentType == null
                ? ""
                : contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return ImportFormats.ALL.stream()
                .filter(each -> each.mediaTypes().contains(bare))
                .map(ImportFormat::name)
                .findFirst()
                .orElse(null);
    }
}
