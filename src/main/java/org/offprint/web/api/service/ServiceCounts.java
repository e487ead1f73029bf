package org.offprint.web.api.service;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.search.schema.RecordKind;

/** Number of public records of each kind. */
@Schema(
        name = "ServiceCounts",
        description = "Number of public records of each kind, equal to `total` in the lists. Withdrawn articles and"
                + " unpublished issues are not counted.")
record ServiceCounts(
        @Schema(required = true, examples = "2", description = "Number of journals.")
        int journals,

        @Schema(required = true, examples = "4", description = "Number of published issues.")
        int issues,

        @Schema(required = true, examples = "12", description = "Number of published articles.")
        int articles,

        @Schema(required = true, examples = "9", description = "Number of affiliations.")
        int affiliations,

        @Schema(required = true, description = "Number of contributors of the counted articles.", examples = "20")
        int contributors,

        @Schema(required = true, description = "Number of keywords of the counted articles.", examples = "30")
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
