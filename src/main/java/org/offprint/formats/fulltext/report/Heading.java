package org.offprint.formats.fulltext.report;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Entry in the table of contents of a full text.
 *
 * @param id element id of the section
 * @param html section title with markup, without links and ids
 * @param text section title without markup
 * @param parts headings within the section
 */
@Schema(description = "Heading in the full text.")
public record Heading(
        @Schema(description = "Id of the section in the HTML of the text, for links such as `#sec-1`.")
        String id,

        @Schema(description = "Heading with markup, without links and ids.")
        String html,

        @Schema(description = "Heading as plain text.") String text,

        @Schema(description = "Headings within the section.")
        List<Heading> parts) {}
