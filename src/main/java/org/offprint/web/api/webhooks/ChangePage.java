package org.offprint.web.api.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.changes.Change;

/** Page of the change feed. */
@Schema(name = "ChangePage", description = "Page of the change feed.")
record ChangePage(
        @Schema(required = true, description = "Changes in the order in which their transactions were committed.")
        List<ChangeView> items,

        @Schema(
                required = true,
                description = "Position to send as `after` in the next request. A position never expires.")
        String next) {

    /** Public change, as returned in the change feed. */
    @Schema(name = "Change", description = "Public change of a record.")
    record ChangeView(
            @Schema(required = true, description = "Kind of the changed record.")
            Change.Kind kind,

            @Schema(required = true, description = "Id of the changed record.")
            UUID id,

            @Schema(
                    required = true,
                    description = "How the operation appears to readers. `deleted` includes withdrawals, and `created`"
                            + " includes reinstatements.")
            Change.Op op,

            @Schema(
                    description =
                            "Number of the currently published version of the article. Omitted for other records.")
            Integer version,

            @Schema(required = true, description = "Time of the change.")
            Instant at,

            @Schema(
                    required = true,
                    examples = "published",
                    enumeration = {
                        "created",
                        "updated",
                        "deleted",
                        "continued",
                        "merged",
                        "unmerged",
                        "imported",
                        "published",
                        "unpublished",
                        "placed",
                        "carried",
                        "withdrawn",
                        "reinstated",
                        "retracted",
                        "retraction-lifted"
                    },
                    description =
                            "Cause of the change. `carried`: the change was propagated from another record, for example"
                                    + " after the journal was renamed. `continued`: another journal continues, or no"
                                    + " longer continues, this journal. `placed`: the article has a new issue, section"
                                    + " or position. `merged` and `unmerged`: affiliations were merged or separated."
                                    + " The other values name the operation.")
            String reason,

            @Schema(
                    required = true,
                    description = "URL of the current record (`self`). A withdrawn article returns 410.")
            Map<String, String> links) {

        static ChangeView of(Change change) {
            String self = "/v1/" + Vocabulary.termOf(change.kind()) + "s/" + change.id();
            return new ChangeView(
                    change.kind(),
                    change.id(),
                    change.op(),
                    change.version(),
                    change.at(),
                    change.reason(),
                    Map.of("self", self));
        }
    }

    static ChangePage of(List<Change> changes, String next) {
        return new ChangePage(changes.stream().map(ChangeView::of).toList(), next);
    }
}
