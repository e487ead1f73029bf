package org.offprint.web.api.articles;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.platform.http.parameters.Given;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.TermField;
import org.offprint.web.api.lists.Filters;
import org.offprint.web.api.lists.ListFilter;

/** The filters of the list of articles. */
public class ArticleFilter implements ListFilter {

    @QueryParam("id")
    @Parameter(description = "Only these; repeat it for several.")
    List<Given<UUID>> id;

    @QueryParam("slug")
    @Parameter(description = "With one of these slugs.", example = "the-origin-of-species")
    List<Given<Slug>> slug;

    @QueryParam("journal")
    @Parameter(description = "Of these journals, by id or slug.")
    List<Given<String>> journal;

    @QueryParam("issn")
    @Parameter(description = "Of the journals with these ISSNs, in any spelling.", example = "2049-3630")
    List<Given<String>> issn;

    @QueryParam("issue")
    @Parameter(description = "In these issues, by id.")
    List<Given<UUID>> issue;

    @QueryParam("section")
    @Parameter(description = "In these sections of journals, by id.")
    List<Given<UUID>> section;

    @QueryParam("year")
    @Parameter(description = "Of these years, by the printed date.", example = "2025")
    List<Given<String>> year;

    @QueryParam("volume")
    @Parameter(description = "In issues of these volumes.", example = "12")
    List<Given<String>> volume;

    @QueryParam("status")
    @Parameter(description = "For editors: `draft`, `scheduled`, `published` or `withdrawn`.", example = "draft")
    List<Given<String>> status;

    @QueryParam("type")
    @Parameter(description = "Of these types, such as `research-article`.", example = "research-article")
    List<Given<String>> type;

    @QueryParam("language")
    @Parameter(
            description = "In these languages (BCP 47), translations of title or abstract included; `pt` includes"
                    + " `pt-BR`.",
            example = "en")
    List<Given<LanguageTag>> language;

    @QueryParam("license")
    @Parameter(description = "Under these licences: SPDX id or URL, in any spelling.", example = "CC-BY-4.0")
    List<Given<String>> license;

    @QueryParam("keyword")
    @Parameter(description = "With these keywords, whole, without regard to case and accents.", example = "soil carbon")
    List<Given<String>> keyword;

    @QueryParam("author")
    @Parameter(
            description = "By these people: the ORCID iD, or the exact name of someone without one.",
            example = "0000-0002-1825-0097")
    List<Given<String>> author;

    @QueryParam("orcid")
    @Parameter(
            description = "By people with these ORCID iDs, in any spelling.",
            example = "https://orcid.org/0000-0002-1825-0097")
    List<Given<Orcid>> orcid;

    @QueryParam("affiliation")
    @Parameter(description = "Of people at these organizations, by id; their parts are included.")
    List<Given<UUID>> affiliation;

    @QueryParam("ror")
    @Parameter(description = "The same by ROR id, in any spelling.", example = "https://ror.org/05dxps055")
    List<Given<RorId>> ror;

    @QueryParam("country")
    @Parameter(description = "Of people at organizations in these countries (ISO 3166-1 alpha-2).", example = "CN")
    List<Given<CountryCode>> country;

    @QueryParam("funder")
    @Parameter(description = "Paid for by these funders: ROR id, DOI, or the name.", example = "10.13039/501100001809")
    List<Given<String>> funder;

    @QueryParam("doi")
    @Parameter(description = "With these DOIs, in any spelling.", example = "10.1371/journal.pone.0000217")
    List<Given<Doi>> doi;

    @QueryParam("cites")
    @Parameter(
            description = "That cite one of these: a DOI in any spelling, or the id of an article here.",
            example = "10.1371/journal.pone.0000217")
    List<Given<String>> cites;

    @QueryParam("citationsFrom")
    @Parameter(
            description = "Cited by at least so many published articles here.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "1000000"),
            example = "10")
    Given<Integer> citationsFrom;

    @QueryParam("retracted")
    @Parameter(description = "`true` for those that are marked as retracted or the like, `false` for the others.")
    List<Given<String>> retracted;

    @QueryParam("publishedFrom")
    @Parameter(description = "Printed on this day or later; the date may be partial.", example = "2024")
    Given<String> publishedFrom;

    @QueryParam("publishedUntil")
    @Parameter(
            description = "Printed on this day or earlier. `2025` is until the end of that year; of an article with a"
                    + " partial date the first day counts.",
            example = "2025-06")
    Given<String> publishedUntil;

    @QueryParam("updatedFrom")
    @Parameter(description = "Changed on this day (UTC) or later, or since a time.", example = "2025-12-03")
    Given<String> updatedFrom;

    @QueryParam("updatedUntil")
    @Parameter(description = "Changed on this day (UTC) or earlier, or until a time.", example = "2025-12-03T10:15:00Z")
    Given<String> updatedUntil;

    @QueryParam("has")
    @Parameter(
            description =
                    "That have all of these: `doi`, `abstract` (in their own language), `orcid` (of a contributor),"
                            + " `ror` (of an organization), `references`, `license`, `fulltext`, `citations` (by articles here).",
            example = "doi")
    List<Given<String>> has;

    @QueryParam("missing")
    @Parameter(description = "That lack at least one of these.", example = "orcid")
    List<Given<String>> missing;

    @Override
    public void addTo(Filters filters) {
        filters.anyOf(TermField.ID, id)
                .anyOf(TermField.SLUG, slug)
                .ofJournals(journal)
                .anyOf(TermField.ISSN, issn)
                .anyOf(TermField.ISSUE_ID, issue)
                .anyOf(TermField.SECTION, section)
                .anyOf(TermField.YEAR, year)
                .anyOf(TermField.VOLUME, volume)
                .forEditors(TermField.STATUS, status)
                .anyOf(TermField.TYPE, type)
                .anyOf(TermField.LANGUAGE, language)
                .anyOf(TermField.LICENSE, license)
                .anyOf(TermField.KEYWORD_TERM, keyword)
                .anyOf(TermField.AUTHOR_KEY, author)
                .anyOf(TermField.ORCID, orcid)
                .anyOf(TermField.AFFILIATION_ID, affiliation)
                .anyOf(TermField.ROR, ror)
                .anyOf(TermField.COUNTRY, country)
                .anyOf(TermField.FUNDER, funder)
                .anyOf(TermField.DOI, doi)
                .anyOf(TermField.CITES, cites)
                .citedFrom(citationsFrom)
                .anyOf(TermField.RETRACTED, retracted)
                .between(DateField.PUBLISHED, "published", publishedFrom, publishedUntil)
                .between(DateField.UPDATED, "updated", updatedFrom, updatedUntil)
                .presence(has, missing);
    }
}
