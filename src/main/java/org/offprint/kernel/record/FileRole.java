package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Role of a file in an article. */
@Schema(
        description = "Purpose of a file. `jats`: text of the article in JATS, visible to editors only."
                + " `asset`: image or other file that the text displays. `fulltext`: text of the article"
                + " for readers, for example as PDF. `supplement`: supplementary material. `source`: source"
                + " of the article, for example a manuscript. `cover`, `figure` and `data`: cover image,"
                + " figure and data set.")
public enum FileRole {
    /** Full text of the article in JATS, from which pages are rendered. The JATS file is visible only to editors. */
    @JsonProperty("jats")
    JATS,
    /** Image or other file that the full text displays or links to. */
    @JsonProperty("asset")
    ASSET,
    @JsonProperty("fulltext")
    FULLTEXT,
    @JsonProperty("supplement")
    SUPPLEMENT,
    @JsonProperty("source")
    SOURCE,
    @JsonProperty("cover")
    COVER,
    @JsonProperty("figure")
    FIGURE,
    @JsonProperty("data")
    DATA;

    /** Returns whether readers see the file as part of the full text rather than in the list of files. */
    public boolean isPartOfText() {
        return this == JATS || this == ASSET;
    }
}
