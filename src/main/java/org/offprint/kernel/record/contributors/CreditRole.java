package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One of the 14 CRediT contributor roles (NISO Z39.104-2022). */
@Schema(description = "CRediT contributor role (NISO Z39.104-2022).")
public enum CreditRole {
    @JsonProperty("conceptualization")
    CONCEPTUALIZATION,
    @JsonProperty("data-curation")
    DATA_CURATION,
    @JsonProperty("formal-analysis")
    FORMAL_ANALYSIS,
    @JsonProperty("funding-acquisition")
    FUNDING_ACQUISITION,
    @JsonProperty("investigation")
    INVESTIGATION,
    @JsonProperty("methodology")
    METHODOLOGY,
    @JsonProperty("project-administration")
    PROJECT_ADMINISTRATION,
    @JsonProperty("resources")
    RESOURCES,
    @JsonProperty("software")
    SOFTWARE,
    @JsonProperty("supervision")
    SUPERVISION,
    @JsonProperty("validation")
    VALIDATION,
    @JsonProperty("visualization")
    VISUALIZATION,
    @JsonProperty("writing-original-draft")
    WRITING_ORIGINAL_DRAFT,
    @JsonProperty("writing-review-editing")
    WRITING_REVIEW_EDITING
}
