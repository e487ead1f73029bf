package org.offprint.issues;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.AttributeConverter;
import java.util.Locale;

/** Who can see an issue: its editors, or everyone. */
public enum IssueStatus {
    @JsonProperty("draft")
    DRAFT,
    @JsonProperty("scheduled")
    SCHEDULED,
    @JsonProperty("published")
    PUBLISHED;

    /** How it is stored; a scheduled issue is a draft with a time. */
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
