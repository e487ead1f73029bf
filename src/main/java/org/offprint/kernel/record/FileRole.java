package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The role of a file. */
public enum FileRole {
    /** The text of the article in JATS, of which pages are made. For editors. */
    @JsonProperty("jats")
    JATS,
    /** An image or another file that the text shows or refers to. */
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

    /** Reports whether readers see the file where they read the text, rather than in the list of files. */
    public boolean isPartOfText() {
        return this == JATS || this == ASSET;
    }
}
