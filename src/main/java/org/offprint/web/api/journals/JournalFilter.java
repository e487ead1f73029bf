package org.offprint.web.api.journals;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.TermField;
import org.offprint.web.api.lists.Filters;
import org.offprint.web.api.lists.ListFilter;

/** Filter parameters of the journal list. */
public class JournalFilter implements ListFilter {

    @QueryParam("id")
    @Parameter(description = "Filter by journal id. Repeat the parameter to match any of several ids.")
    List<ParameterValue<UUID>> id;

    @QueryParam("slug")
    @Parameter(
            description = "Filter by journal slug. Former slugs are accepted. Repeat the parameter to match any of"
                    + " several slugs.",
            example = "annals-of-examples")
    List<ParameterValue<Slug>> slug;

    @QueryParam("issn")
    @Parameter(
            description = "Filter by ISSN, with or without the hyphen. Repeat the parameter to match any of"
                    + " several ISSNs.",
            example = "2049-3630")
    List<ParameterValue<String>> issn;

    @QueryParam("language")
    @Parameter(
            description = "Filter by language of the journal as a BCP 47 tag. `pt` includes `pt-BR`. Repeat the"
                    + " parameter to match any of several languages.",
            example = "en")
    List<ParameterValue<LanguageTag>> language;

    @QueryParam("license")
    @Parameter(
            description = "Filter by licence: an SPDX id such as `CC-BY-4.0` or the URL of the licence. Repeat the"
                    + " parameter to match any of several licences.",
            example = "CC-BY-4.0")
    List<ParameterValue<String>> license;

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
    public JournalFilter() {}

    /** Creates the filter of a list of the given journals, or of all journals if {@code ids} is empty. */
    public static JournalFilter of(Optional<Set<UUID>> ids) {
        JournalFilter filter = new JournalFilter();
        filter.id = ids.map(all -> all.stream()
                        .sorted()
                        .map(each -> new ParameterValue<UUID>(each.toString()))
                        .toList())
                .orElse(null);
        return filter;
    }

    @Override
    public void addTo(Filters filters) {
        filters.anyOf(TermField.ID, id)
                .anyOf(TermField.SLUG, slug)
                .anyOf(TermField.ISSN, issn)
                .anyOf(TermField.LANGUAGE, language)
                .anyOf(TermField.LICENSE, license)
                .between(DateField.UPDATED, "updated", updatedFrom, updatedUntil);
    }
}
