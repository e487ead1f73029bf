package org.offprint.journal.issues;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.AttributeConverter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Publication status of an issue. */
@Schema(
        description = "Publication status of an issue. `draft`: not published. `scheduled`: not published,"
                + " with a scheduled time. `published`: visible to readers.")
public enum IssueStatus {
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("scheduled")
    SCHEDULED,
    @JsonProperty("published")
    PUBLISHED;

    /**
     * Converts the publication status of an issue to and from its stored form. A scheduled issue is stored as a draft
     * with a publication time.
     */
    static final class Column implements AttributeConverter<IssueStatus, String> {

        @Override
        public String convertToDatabaseColumn(IssueStatus status) {
            return status.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public IssueStatus convertToEntityAttribute(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }
}
