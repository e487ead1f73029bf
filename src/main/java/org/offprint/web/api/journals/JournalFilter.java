package org.offprint.web.api.journals;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.platform.http.parameters.Given;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.TermField;
import org.offprint.web.api.lists.Filters;
import org.offprint.web.api.lists.ListFilter;

/** The filters of the list of journals. */
public class JournalFilter implements ListFilter {

    @QueryParam("id")
    @Parameter(description = "Only these; repeat it for several.")
    List<Given<UUID>> id;

    @QueryParam("slug")
    @Parameter(description = "With one of these slugs, those of old included.", example = "annals-of-examples")
    List<Given<Slug>> slug;

    @QueryParam("issn")
    @Parameter(description = "With one of these ISSNs, in any spelling.", example = "2049-3630")
    List<Given<String>> issn;

    @QueryParam("language")
    @Parameter(description = "That publish in these languages (BCP 47); `pt` includes `pt-BR`.", example = "en")
    List<Given<LanguageTag>> language;

    @QueryParam("license")
    @Parameter(description = "With these licences: SPDX id or URL, in any spelling.", example = "CC-BY-4.0")
    List<Given<String>> license;

    @QueryParam("updatedFrom")
    @Parameter(description = "Changed on this day (UTC) or later, or since a time.", example = "2025-12-03")
    Given<String> updatedFrom;

    @QueryParam("updatedUntil")
    @Parameter(description = "Changed on this day (UTC) or earlier, or until a time.", example = "2025-12-03")
    Given<String> updatedUntil;

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
