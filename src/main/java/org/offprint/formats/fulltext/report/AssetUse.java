package org.offprint.formats.fulltext.report;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Reference from the full text of an article to a file.
 *
 * @param href reference as written in the source
 * @param element name of the element that contains the reference, for example {@code graphic}
 * @param line line number in the source, starting at 1
 * @param isFound whether the file exists
 */
@Schema(description = "Reference from the full text to a file.")
public record AssetUse(
        @Schema(description = "Name or URL of the file, as written in the source.")
        String href,

        @Schema(description = "Name of the JATS or HTML element that contains the reference, for example `graphic`.")
        String element,

        @Schema(description = "Line number of the element in the source, from 1.")
        long line,

        @Schema(description = "Whether the reference matches a file of the article.")
        boolean isFound) {}
