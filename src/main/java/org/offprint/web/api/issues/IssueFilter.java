package org.offprint.web.api.issues;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.platform.http.parameters.Given;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.TermField;
import org.offprint.web.api.lists.Filters;
import org.offprint.web.api.lists.ListFilter;

/** The filters of the list of issues. */
public class IssueFilter implements ListFilter {

    @QueryParam("id")
    @Parameter(description = "Only these; repeat it for several.")
    List<Given<UUID>> id;

    @QueryParam("journal")
    @Parameter(description = "Of these journals, by id or slug.")
    List<Given<String>> journal;

    @QueryParam("year")
    @Parameter(description = "Of these years, as the issues state them.", example = "2025")
    List<Given<String>> year;

    @QueryParam("volume")
    @Parameter(description = "Of these volumes.", example = "12")
    List<Given<String>> volume;

    @QueryParam("number")
    @Parameter(description = "With these numbers.", example = "3")
    List<Given<String>> number;

    @QueryParam("special")
    @Parameter(description = "`true` for special issues, `false` for the others.")
    List<Given<String>> special;

    @QueryParam("doi")
    @Parameter(description = "With these DOIs, in any spelling.", example = "10.5555/issue.12.3")
    List<Given<Doi>> doi;

    @QueryParam("status")
    @Parameter(description = "For editors: `draft`, `scheduled` or `published`.", example = "draft")
    List<Given<String>> status;

    @QueryParam("publishedFrom")
    @Parameter(description = "Printed on this day or later; the date may be partial.", example = "2024")
    Given<String> publishedFrom;

    @QueryParam("publishedUntil")
    @Parameter(
            description = "Printed on this day or earlier. `2025` is until the end of that year; of an issue with a"
                    + " partial date the first day counts.",
            example = "2025-06")
    Given<String> publishedUntil;

    @QueryParam("updatedFrom")
    @Parameter(description = "Changed on this day (UTC) or later, or since a time.", example = "2025-12-03")
    Given<String> updatedFrom;

    @QueryParam("updatedUntil")
    @Parameter(description = "Changed on this day (UTC) or earlier, or until a time.", example = "2025-12-03")
    Given<String> updatedUntil;

    @Override
    public void addTo(Filters filters) {
        filters.anyOf(TermField.ID, id)
                .ofJournals(journal)
                .anyOf(TermField.YEAR, year)
                .anyOf(TermField.VOLUME, volume)
                .anyOf(TermField.NUMBER, number)
                .anyOf(TermField.SPECIAL, special)
                .anyOf(TermField.DOI, doi)
                .forEditors(TermField.STATUS, status)
                .between(DateField.PUBLISHED, "published", publishedFrom, publishedUntil)
                .between(DateField.UPDATED, "updated", updatedFrom, updatedUntil);
    }
}
