package org.offprint.journal.issues;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.record.IssueBody;

/** An issue as a client sends it. */
@Schema(description = "An issue as you send it. The journal is named by its id, or by an object with its id.")
public record IssueInput(
        @NotNull UUID journal,

        @Schema(description = "The revision you are changing, instead of If-Match.")
        Integer revision,

        @JsonUnwrapped @Valid IssueBody body) {}
