package org.offprint.web.api.issues;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.TermField;
import org.offprint.web.api.lists.Filters;
import org.offprint.web.api.lists.ListFilter;

/** Filter parameters of the issue list. */
public class IssueFilter implements ListFilter {

    @QueryParam("id")
    @Parameter(description = "Filter by issue id. Repeat the parameter to match any of several ids.")
    List<ParameterValue<UUID>> id;

    @QueryParam("journal")
    @Parameter(
            description = "Filter by journal id or slug. Former slugs are accepted. Repeat the parameter to match"
                    + " any of several journals.")
    List<ParameterValue<String>> journal;

    @QueryParam("year")
    @Parameter(
            description = "Filter by the year stated in the issue, from 1000 to 2999. Repeat the parameter to"
                    + " match any of several years.",
            example = "2025")
    List<ParameterValue<String>> year;

    @QueryParam("volume")
    @Parameter(description = "Filter by volume. Repeat the parameter to match any of several volumes.", example = "12")
    List<ParameterValue<String>> volume;

    @QueryParam("number")
    @Parameter(
            description = "Filter by issue number. Repeat the parameter to match any of several numbers.",
            example = "3")
    List<ParameterValue<String>> number;

    @QueryParam("special")
    @Parameter(description = "Set to `true` to get only special issues, or to `false` to get only regular issues.")
    List<ParameterValue<String>> special;

    @QueryParam("doi")
    @Parameter(
            description = "Filter by DOI of the issue. Accepts bare DOIs, `doi:` and `https://doi.org/` forms."
                    + " Repeat the parameter to match any of several DOIs.",
            example = "10.5555/issue.12.3")
    List<ParameterValue<Doi>> doi;

    @QueryParam("status")
    @Parameter(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            description = "Filter by publication status: `draft`, `scheduled` or `published`. Repeat the parameter"
                    + " to match any of several statuses. Only available to editors. Without credentials, or"
                    + " with `view=public`, the parameter returns 400.",
            example = "draft")
    List<ParameterValue<String>> status;

    @QueryParam("publishedFrom")
    @Parameter(
            description = "Filter to records with a printed publication date on or after the given date. Accepts"
                    + " `2024`, `2024-06` or `2024-06-30`. If the date of an issue is partial, its first day is"
                    + " compared.",
            example = "2024")
    ParameterValue<String> publishedFrom;

    @QueryParam("publishedUntil")
    @Parameter(
            description = "Filter to records with a printed publication date on or before the given date. A partial"
                    + " date includes its whole period: `2025` includes 31 December 2025. If the date of an issue is"
                    + " partial, its first day is compared.",
            example = "2025-06")
    ParameterValue<String> publishedUntil;

    @QueryParam("updatedFrom")
    @Parameter(
            description = "Filter to records that last changed at or after the given time. Accepts a full or partial"
                    + " date in UTC, or a time with its offset, for example `2025-12-03T10:15:00Z`.",
            example = "2025-12-03")
    ParameterValue<String> updatedFrom;

    @QueryParam("updatedUntil")
    @Parameter(
            description = "Filter to records that last changed at or before the given time. Accepts a full or partial"
                    + " date in UTC, or a time with its offset, for example `2025-12-03T10:15:00Z`.",
            example = "2025-12-03")
    ParameterValue<String> updatedUntil;

    /** Constructor for the framework, which then sets the fields. */
    public IssueFilter() {}

    /** Creates the filter of a list of the issues of one journal. */
    public static IssueFilter ofJournal(String journal) {
        IssueFilter filter = new IssueFilter();
        filter.journal = List.of(new ParameterValue<>(journal));
        return filter;
    }

    @Override
    public void addTo(Filters filters) {
        filters.anyOf(TermField.ID, id)
                .inJournals(journal)
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
