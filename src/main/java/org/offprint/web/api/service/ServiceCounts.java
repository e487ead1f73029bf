package org.offprint.web.api.service;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.search.schema.RecordKind;

/** Counts of what readers have. */
@Schema(
        name = "ServiceCounts",
        description =
                "How many records readers have, which is what the lists call their `total`. Withdrawn articles and"
                        + " unpublished issues are not among them.")
record ServiceCounts(
        @Schema(required = true, examples = "2") int journals,
        @Schema(required = true, examples = "4") int issues,
        @Schema(required = true, examples = "12") int articles,
        @Schema(required = true, examples = "9") int affiliations,

        @Schema(required = true, description = "People of these articles.", examples = "20")
        int contributors,

        @Schema(required = true, description = "Keywords of these articles.", examples = "30")
        int keywords) {

    static ServiceCounts of(Map<RecordKind, Integer> counts) {
        return new ServiceCounts(
                counts.get(RecordKind.JOURNAL),
                counts.get(RecordKind.ISSUE),
                counts.get(RecordKind.ARTICLE),
                counts.get(RecordKind.AFFILIATION),
                counts.get(RecordKind.PERSON),
                counts.get(RecordKind.KEYWORD));
    }
}
