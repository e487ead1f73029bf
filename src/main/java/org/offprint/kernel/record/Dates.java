package org.offprint.kernel.record;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.PartialDate;

/** Dates in the publication history of an article. A date can be a day, a month or a year. */
@Schema(description = "Dates in the publication history of an article. Each date is a day, a month or a year.")
public record Dates(
        @Schema(description = "Date on which the manuscript was received.")
        PartialDate received,

        @Schema(description = "Date on which the revised manuscript was received.")
        PartialDate revised,

        @Schema(description = "Date on which the article was accepted.")
        PartialDate accepted,

        @Schema(
                description = "Publication date as printed in the article. If it is omitted, publishing sets the"
                        + " current day in the journal's time zone.")
        PartialDate published,

        @Schema(description = "Date of electronic publication, if stated separately.")
        PartialDate publishedOnline,

        @Schema(description = "Date of publication in print, if stated separately.")
        PartialDate publishedPrint) {

    /**
     * Returns a copy of {@code dates} with the given publication date. If {@code dates} is null, all other dates are
     * unknown.
     */
    public static Dates withPublished(Dates dates, PartialDate published) {
        return dates == null
                ? new Dates(null, null, null, published, null, null)
                : new Dates(
                        dates.received,
                        dates.revised,
                        dates.accepted,
                        published,
                        dates.publishedOnline,
                        dates.publishedPrint);
    }
}
