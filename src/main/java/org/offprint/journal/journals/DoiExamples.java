package org.offprint.journal.journals;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.DoiPrefix;

/** Examples of the DOIs that a journal would mint. */
@Schema(name = "DoiPreview", description = "What DOIs a journal would mint.")
public record DoiExamples(
        @Schema(description = "The prefix of new DOIs; left out where the journal has none.")
        DoiPrefix prefix,

        @Schema(required = true, description = "The pattern of articles.", examples = "{journal}.{random}")
        String pattern,

        @Schema(required = true) List<Example> articles,

        @Schema(description = "The pattern of issues; left out where they get no DOI by themselves.")
        String issuePattern,

        @Schema(required = true) List<Example> issues,

        @Schema(required = true, description = "What speaks against these patterns.")
        List<Finding> findings) {

    /** A DOI as it would be minted. */
    @Schema(name = "DoiExample")
    public record Example(
            @Schema(required = true) Doi doi,

            @Schema(required = true, description = "Whether something has this DOI already.")
            boolean taken,

            @Schema(description = "The path of what has it, where you may know of that.")
            String heldBy) {}
}
