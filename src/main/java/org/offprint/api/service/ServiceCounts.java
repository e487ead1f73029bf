package org.offprint.api.service;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.search.Kind;

/** How much there is for readers. */
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

    static ServiceCounts of(Map<Kind, Integer> counts) {
        return new ServiceCounts(
                counts.get(Kind.JOURNAL),
                counts.get(Kind.ISSUE),
                counts.get(Kind.ARTICLE),
                counts.get(Kind.AFFILIATION),
                counts.get(Kind.PERSON),
                counts.get(Kind.KEYWORD));
    }
}
