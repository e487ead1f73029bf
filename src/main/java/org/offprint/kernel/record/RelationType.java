package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Type of a relation between two articles. Each relation type is declared next to its inverse. */
@Schema(
        description = "Type of a relation to another article. Each type has an inverse, for example"
                + " `isCorrectionOf` and `hasCorrection`.")
public enum RelationType {
    @JsonProperty("isCorrectionOf")
    IS_CORRECTION_OF,
    @JsonProperty("hasCorrection")
    HAS_CORRECTION,
    @JsonProperty("isRetractionOf")
    IS_RETRACTION_OF,
    @JsonProperty("hasRetraction")
    HAS_RETRACTION,
    @JsonProperty("isExpressionOfConcernOf")
    IS_EXPRESSION_OF_CONCERN_OF,
    @JsonProperty("hasExpressionOfConcern")
    HAS_EXPRESSION_OF_CONCERN,
    @JsonProperty("isTranslationOf")
    IS_TRANSLATION_OF,
    @JsonProperty("hasTranslation")
    HAS_TRANSLATION,
    @JsonProperty("isCommentOn")
    IS_COMMENT_ON,
    @JsonProperty("hasComment")
    HAS_COMMENT,
    @JsonProperty("isReplyTo")
    IS_REPLY_TO,
    @JsonProperty("hasReply")
    HAS_REPLY,
    @JsonProperty("isReviewOf")
    IS_REVIEW_OF,
    @JsonProperty("hasReview")
    HAS_REVIEW,
    @JsonProperty("isPreprintOf")
    IS_PREPRINT_OF,
    @JsonProperty("hasPreprint")
    HAS_PREPRINT,
    @JsonProperty("isVersionOf")
    IS_VERSION_OF,
    @JsonProperty("hasVersion")
    HAS_VERSION,
    @JsonProperty("isSupplementTo")
    IS_SUPPLEMENT_TO,
    @JsonProperty("hasSupplement")
    HAS_SUPPLEMENT,
    @JsonProperty("references")
    REFERENCES,
    @JsonProperty("isReferencedBy")
    IS_REFERENCED_BY;

    /**
     * Returns the inverse relation type, which describes the same relation from the perspective of the other article.
     */
    public RelationType inverse() {
        return values()[ordinal() ^ 1];
    }

    /**
     * Returns whether relations of this type are stated by the newer of the two articles. The older article displays
     * the inverse relation.
     */
    public boolean isStatedByNewerArticle() {
        return ordinal() % 2 == 0;
    }
}
