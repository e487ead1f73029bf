package org.offprint.journal.articles;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.AttributeConverter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.faults.Problems;

/** Publication status of an article. */
@Schema(
        description = "Publication status of an article. `draft`: not published. `scheduled`: not published,"
                + " with a scheduled time. `published`: visible to readers. `withdrawn`: replaced by a tombstone.")
public enum ArticleStatus {
    /** Status of an article that is not published yet. */
    @JsonProperty("draft")
    DRAFT,
    /**
     * Status of an unpublished article with a scheduled publication. The database stores a scheduled article as a
     * draft; only responses contain the status {@code scheduled}.
     */
    @JsonProperty("scheduled")
    SCHEDULED,
    @JsonProperty("published")
    PUBLISHED,
    /** Status of a withdrawn article. Readers see a tombstone instead of the article. */
    @JsonProperty("withdrawn")
    WITHDRAWN;

    /**
     * Throws a 409 problem if the article is not published.
     *
     * @param participle participle of the rejected operation, such as {@code retracted}
     */
    void requirePublished(String participle) {
        if (this != PUBLISHED) {
            throw Problems.conflict(
                    "Only a published article can be " + participle,
                    this == WITHDRAWN
                            ? "The article is withdrawn. Reinstate the article first."
                            : "The article is a draft. Publish it first, or change or delete the draft.");
        }
    }

    /** Converts the publication status of an article to and from its stored form. */
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
