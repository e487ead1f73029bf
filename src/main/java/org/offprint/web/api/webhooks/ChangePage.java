package org.offprint.web.api.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.changes.Change;

/** A piece of the feed. */
@Schema(name = "ChangePage")
record ChangePage(
        @Schema(required = true) List<ChangeView> items,

        @Schema(required = true, description = "Ask for what comes after this next; it never expires.")
        String next) {

    /** A change as the feed shows it. */
    @Schema(name = "Change")
    record ChangeView(
            @Schema(required = true) Change.Kind kind,
            @Schema(required = true) UUID id,

            @Schema(required = true, description = "As readers see it: withdrawn is deleted, reinstated is created.")
            Change.Op op,

            @Schema(description = "The version of an article.")
            Integer version,

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
