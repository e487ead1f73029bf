package org.offprint.journal.articles;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.AttributeConverter;
import java.util.Locale;
import org.offprint.kernel.faults.Problems;

/** The state of an article to readers. */
public enum ArticleStatus {
    /** Not public yet. */
    @JsonProperty("draft")
    DRAFT,
    /** Not yet public, with a scheduled time; shown only, stored as a draft. */
    @JsonProperty("scheduled")
    SCHEDULED,
    @JsonProperty("published")
    PUBLISHED,
    /** A tombstone. */
    @JsonProperty("withdrawn")
    WITHDRAWN;

    /** 409 where readers do not have it; the participle is of what was to be done. */
    void requirePublished(String participle) {
        if (this != PUBLISHED) {
            throw Problems.conflict(
                    "Only a published article can be " + participle,
                    this == WITHDRAWN
                            ? "It is withdrawn; it can be reinstated."
                            : "It is a draft; it can be published, changed or deleted.");
        }
    }

    /** Converts the status to its stored form. */
    static final class Column implements AttributeConverter<ArticleStatus, String> {

        @Override
        public String convertToDatabaseColumn(ArticleStatus status) {
            return status.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public ArticleStatus convertToEntityAttribute(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }
}
