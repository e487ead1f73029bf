package org.offprint.web.api.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.changes.Change;

/** Page of the change feed. */
@Schema(name = "ChangePage")
record ChangePage(
        @Schema(required = true) List<ChangeView> items,

        @Schema(required = true, description = "Position to send as `after` in the next request. It never expires.")
        String next) {

    /** Change as shown in the feed. */
    @Schema(name = "Change")
    record ChangeView(
            @Schema(required = true) Change.Kind kind,
            @Schema(required = true) UUID id,

            @Schema(
                    required = true,
                    description = "Operation from the point of view of readers: `deleted` if the record was withdrawn,"
                            + " `created` if it was reinstated.")
            Change.Op op,

            @Schema(description = "Version of the article.") Integer version,

            @Schema(required = true) Instant at,

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
                    })
            String reason,

            @Schema(required = true) Map<String, String> links) {

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
