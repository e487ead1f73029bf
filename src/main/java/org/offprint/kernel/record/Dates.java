package org.offprint.kernel.record;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.PartialDate;

/** The dates of an article's way into print; each may be a day, a month or a year. */
public record Dates(
        PartialDate received,
        PartialDate revised,
        PartialDate accepted,

        @Schema(
                description = "The printed date of publication. Where there is none, publishing sets today in the"
                        + " journal's time zone.")
        PartialDate published,

        @Schema(description = "When it came out electronically, where that is told apart.")
        PartialDate publishedOnline,

        @Schema(description = "When it came out in print, where that is told apart.")
        PartialDate publishedPrint) {

    /** Returns a copy published on that date; {@code dates} may be null. */
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
