package org.offprint.formats.fulltext.report;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Problem in the source file of a full text that an editor should check.
 *
 * @param kind type of the problem, for example {@code unknown-element}
 * @param line line number in the source file, starting at 1
 * @param text description for the editor
 */
@Schema(description = "Problem in the source of the full text that an editor should check.")
public record Remark(
        @Schema(description = "Type of the problem, for example `unknown-element`.")
        String kind,

        @Schema(description = "Line number in the source, starting at 1.")
        long line,

        @Schema(description = "Description of the problem for the editor, in English.")
        String text) {}
