package org.offprint.web.api.issues;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.web.api.issues.ContentsView.SectionContents;
import org.offprint.web.api.lists.IncludedData;

/** Additional data about an issue, which a client requests with the query parameter {@code include}. */
@Schema(name = "IssueRecordInclusions", description = "Data about an issue that the request includes.")
record IssueRecordInclusions(
        @Schema(description = "Published articles of the issue. Present if `include` contains `contents`.")
        IncludedContents contents) {

    /** Name of the query parameter. */
    static final String PARAMETER = "include";

    /** Description of the query parameter. */
    static final String DESCRIPTION =
            "Set to `contents` to include the published articles of each issue by section. The member `included`"
                    + " contains them. The inclusion executes 2 SQL statements, and counts once in the quota `search`. If the"
                    + " articles have more than 20,000,000 bytes together, the response is 400.";

    private static final Set<String> NAMES = Set.of("contents");

    /** Published articles of an issue, grouped by section. */
    @Schema(name = "IncludedContents", description = "Published articles of an issue, grouped by section.")
    record IncludedContents(
            @Schema(
                    required = true,
                    description =
                            "Sections in the section order of the journal." + " Articles without a section come last.")
            List<SectionContents> sections) {}

    /** Parses the query parameter. Returns the requested members of this record. */
    static Set<String> read(List<String> raw, BiConsumer<String, String> errors) {
        return IncludedData.names(raw, NAMES, errors);
    }
}
