package org.offprint.journal.journals;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.DoiPrefix;

/** Examples of the DOIs that a journal would mint. */
@Schema(name = "DoiPreview", description = "DOIs that a journal would mint with its patterns.")
public record DoiExamples(
        @Schema(description = "Prefix of new DOIs. Omitted if the journal has none.")
        DoiPrefix prefix,

        @Schema(required = true, description = "Pattern of article DOIs.", examples = "{journal}.{random}")
        String pattern,

        @Schema(required = true, description = "Examples of article DOIs.")
        List<Example> articles,

        @Schema(description = "Pattern of issue DOIs. Omitted if issues do not get DOIs automatically.")
        String issuePattern,

        @Schema(required = true, description = "Examples of issue DOIs.")
        List<Example> issues,

        @Schema(required = true, description = "Problems with these patterns.")
        List<Finding> findings) {

    /** Example of a DOI that would be minted. */
    @Schema(name = "DoiExample", description = "Example of a DOI that would be minted.")
    public record Example(
            @Schema(required = true, description = "DOI that would be minted.")
            Doi doi,

            @Schema(required = true, description = "Whether a record already has this DOI.")
            boolean taken,

            @Schema(
                    description =
                            "Path of the record that has this DOI. Omitted if no record that you can read has the DOI.")
            String heldBy) {}
}
