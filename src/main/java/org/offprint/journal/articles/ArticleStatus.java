package org.offprint.journal.articles;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.AttributeConverter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.faults.Problems;

/** Publication status of an article. */
@Schema(
        description = "Publication status of an article. `draft`: not published. `scheduled`: not published,"
                + " with a scheduled time. `published`: visible to readers. `withdrawn`: replaced by a" + " tombstone.")
public enum ArticleStatus {
    /** Not published yet. */
    @JsonProperty("draft")
    DRAFT,
    /**
     * Not published yet, with a scheduled time. This status is used only in responses; the article is stored as a
     * draft.
     */
    @JsonProperty("scheduled")
    SCHEDULED,
    @JsonProperty("published")
    PUBLISHED,
    /** Withdrawn. Readers see a tombstone. */
    @JsonProperty("withdrawn")
    WITHDRAWN;

    /**
     * Throws 409 if the article is not published.
     *
     * @param participle participle of the rejected operation, such as {@code retracted}
     */
    void requirePublished(String participle) {
        if (this != PUBLISHED) {
            throw Problems.conflict(
                    "Only a published article can be " + participle,
                    this == WITHDRAWN
                            ? "The article is withdrawn. Reinstate it first."
                            : "The article is a draft. Publish, change or delete it.");
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
