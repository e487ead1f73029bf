package org.offprint.formats.fulltext.report;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Figure or table in the full text of an article.
 *
 * @param id element id in the HTML
 * @param label label, for example {@code Figure 3}; null if the figure or table has no label
 * @param title title of the caption without markup; null if the caption has no title
 * @param image URL of the image; null if there is no image that browsers can display
 */
@Schema(description = "Figure or table in the full text.")
public record Illustration(
        @Schema(description = "Id of the figure or table in the HTML of the text.")
        String id,

        @Schema(description = "Label, for example `Figure 3`. Omitted if there is none.")
        String label,

        @Schema(description = "Title of the caption as plain text. Omitted if there is none.")
        String title,

        @Schema(description = "URL of the image. Omitted if there is no image that browsers can display.")
        String image) {}
