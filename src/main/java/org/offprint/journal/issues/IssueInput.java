package org.offprint.journal.issues;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.record.IssueBody;

/** Issue as sent by a client. */
@Schema(description = "Issue to create or replace. Refer to the journal by its id, or by an object with its" + " `id`.")
public record IssueInput(
        @NotNull @Schema(description = "Id of the journal of the issue.")
        UUID journal,

        @Schema(description = "Revision on which the change is based. Alternative to the `If-Match` header.")
        Integer revision,

        @JsonUnwrapped @Valid IssueBody body) {}
