package org.offprint.web.api.articles;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.TermField;
import org.offprint.web.api.lists.Filters;
import org.offprint.web.api.lists.ListFilter;

/** Filter parameters of the article list. */
public class ArticleFilter implements ListFilter {

    @QueryParam("id")
    @Parameter(description = "Filter by article id. Repeat the parameter to match any of several ids.")
    List<ParameterValue<UUID>> id;

    @QueryParam("slug")
    @Parameter(
            description = "Filter by article slug, the readable name in the URL of the article page. Repeat the"
                    + " parameter to match any of several slugs.",
            example = "the-origin-of-species")
    List<ParameterValue<Slug>> slug;

    @QueryParam("journal")
    @Parameter(
            description = "Filter by journal id or slug. Former slugs are accepted. Repeat the parameter to match"
                    + " any of several journals.")
    List<ParameterValue<String>> journal;

    @QueryParam("issn")
    @Parameter(
            description = "Filter by ISSN of the journal, with or without the hyphen. Repeat the parameter to"
                    + " match any of several ISSNs.",
            example = "2049-3630")
    List<ParameterValue<String>> issn;

    @QueryParam("issue")
    @Parameter(description = "Filter by issue id. Repeat the parameter to match any of several issues.")
    List<ParameterValue<UUID>> issue;

    @QueryParam("section")
    @Parameter(
            description = "Filter by id of the journal section that contains the article. Repeat the parameter to"
                    + " match any of several sections.")
    List<ParameterValue<UUID>> section;

    @QueryParam("year")
    @Parameter(
            description = "Filter by year of the printed publication date, from 1000 to 2999. Repeat the parameter"
                    + " to match any of several years.",
            example = "2025")
    List<ParameterValue<String>> year;

    @QueryParam("volume")
    @Parameter(
            description = "Filter by volume of the issue that contains the article. Repeat the parameter to match"
                    + " any of several volumes.",
            example = "12")
    List<ParameterValue<String>> volume;

    @QueryParam("status")
    @Parameter(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            description = "Filter by publication status: `draft`, `scheduled`, `published` or `withdrawn`. Repeat"
                    + " the parameter to match any of several statuses. Only available to editors. Without"
                    + " credentials, or with `view=public`, the parameter returns 400.",
            example = "draft")
    List<ParameterValue<String>> status;

    @QueryParam("type")
    @Parameter(
            description = "Filter by article type, for example `research-article`. Repeat the parameter to match"
                    + " any of several types.",
            example = "research-article")
    List<ParameterValue<String>> type;

    @QueryParam("language")
    @Parameter(
            description = "Filter by language as a BCP 47 tag. Matches the language of the article and of its"
                    + " translated titles and abstracts. `pt` includes `pt-BR`. Repeat the parameter to match"
                    + " any of several languages.",
            example = "en")
    List<ParameterValue<LanguageTag>> language;

    @QueryParam("license")
    @Parameter(
            description = "Filter by licence: an SPDX id such as `CC-BY-4.0` or the URL of the licence. Repeat the"
                    + " parameter to match any of several licences.",
            example = "CC-BY-4.0")
    List<ParameterValue<String>> license;

    @QueryParam("keyword")
    @Parameter(
            description = "Filter by complete keyword, ignoring case and accents. Repeat the parameter to match"
                    + " any of several keywords.",
            example = "soil carbon")
    List<ParameterValue<String>> keyword;

    @QueryParam("author")
    @Parameter(
            description = "Filter by author: an ORCID iD, or the exact name of an author without an ORCID iD. Use"
                    + " `q=author:Moreira` to search for part of a name. Repeat the parameter to match any of"
                    + " several authors.",
            example = "0000-0002-1825-0097")
    List<ParameterValue<String>> author;

    @QueryParam("orcid")
    @Parameter(
            description = "Filter by ORCID iD of a contributor. Accepts bare iDs and `https://orcid.org/` URLs."
                    + " Repeat the parameter to match any of several people.",
            example = "https://orcid.org/0000-0002-1825-0097")
    List<ParameterValue<Orcid>> orcid;

    @QueryParam("affiliation")
    @Parameter(
            description = "Filter by id of an organization that a contributor is affiliated with. Parts of the"
                    + " organization, such as departments, are included. Repeat the parameter to match any of"
                    + " several organizations.")
    List<ParameterValue<UUID>> affiliation;

    @QueryParam("ror")
    @Parameter(
            description = "Filter by ROR id of an organization that a contributor is affiliated with. Accepts bare"
                    + " ids and `https://ror.org/` URLs. Parts of the organization are included. Repeat the"
                    + " parameter to match any of several organizations.",
            example = "https://ror.org/05dxps055")
    List<ParameterValue<RorId>> ror;

    @QueryParam("country")
    @Parameter(
            description = "Filter by country of the contributors' organizations, as an ISO 3166-1 alpha-2 code."
                    + " Repeat the parameter to match any of several countries.",
            example = "CN")
    List<ParameterValue<CountryCode>> country;

    @QueryParam("funder")
    @Parameter(
            description = "Filter by funder: ROR id, Open Funder Registry DOI, or exact name. Repeat the parameter"
                    + " to match any of several funders.",
            example = "10.13039/501100001809")
    List<ParameterValue<String>> funder;

    @QueryParam("doi")
    @Parameter(
            description = "Filter by DOI of the article. Accepts bare DOIs, `doi:` and `https://doi.org/` forms."
                    + " Repeat the parameter to match any of several DOIs.",
            example = "10.1371/journal.pone.0000217")
    List<ParameterValue<Doi>> doi;

    @QueryParam("cites")
    @Parameter(
            description = "Filter to articles that cite the given work. Takes a DOI in any common form, or the id"
                    + " of an article in this service. Repeat the parameter to match articles that cite any of"
                    + " several works.",
            example = "10.1371/journal.pone.0000217")
    List<ParameterValue<String>> cites;

    @QueryParam("citationsFrom")
    @Parameter(
            description = "Minimum number of citations that an article has received from published articles in"
                    + " this service.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "1000000"),
            example = "10")
    ParameterValue<Integer> citationsFrom;

    @QueryParam("retracted")
    @Parameter(
            description = "Filter by retraction notice. `true` returns articles with a retraction, partial"
                    + " retraction, removal or expression of concern. `false` returns all other articles.")
    List<ParameterValue<String>> retracted;

    @QueryParam("publishedFrom")
    @Parameter(
            description = "Filter to records with a printed publication date on or after the given date. Accepts"
                    + " `2024`, `2024-06` or `2024-06-30`. If the date of an article is partial, its first day is"
                    + " compared.",
            example = "2024")
    ParameterValue<String> publishedFrom;

    @QueryParam("publishedUntil")
    @Parameter(
            description = "Filter to records with a printed publication date on or before the given date. A partial"
                    + " date includes its whole period: `2025` includes 31 December 2025. If the date of an article"
                    + " is partial, its first day is compared.",
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
            example = "2025-12-03T10:15:00Z")
    ParameterValue<String> updatedUntil;

    @QueryParam("has")
    @Parameter(
            description = "Filter to articles that have the given data. Accepts `doi`, `abstract` (in the language"
                    + " of the article), `orcid` (of at least one contributor), `ror` (of at least one"
                    + " organization), `references`, `license`, `fulltext` and `citations` (by articles in this"
                    + " service). If you repeat the parameter, articles must have all the given data.",
            example = "doi")
    List<ParameterValue<String>> has;

    @QueryParam("missing")
    @Parameter(
            description = "Filter to articles that lack the given data. Accepts the same values as `has`. If you"
                    + " repeat the parameter, articles must lack at least one of the given kinds of data.",
            example = "orcid")
    List<ParameterValue<String>> missing;

    /** Constructor for the framework, which then sets the fields. */
    public ArticleFilter() {}

    /**
     * Creates the filter of a list operation that another part of the service calls. The filters journal, status, type,
     * year, issue, language and missing are supported.
     *
     * @param values values by filter name
     */
    public static ArticleFilter of(Map<String, String> values) {
        ArticleFilter filter = new ArticleFilter();
        filter.journal = value(values.get("journal"));
        filter.status = value(values.get("status"));
        filter.type = value(values.get("type"));
        filter.year = value(values.get("year"));
        filter.issue = value(values.get("issue"));
        filter.language = value(values.get("language"));
        filter.missing = value(values.get("missing"));
        return filter;
    }

    /** Creates a filter that selects articles by id. */
    public static ArticleFilter ofIds(List<String> ids) {
        ArticleFilter filter = of(Map.of());
        filter.id = ids.stream().map(id -> new ParameterValue<UUID>(id)).toList();
        return filter;
    }

    private static <T> List<ParameterValue<T>> value(String text) {
        return text == null ? List.of() : List.of(new ParameterValue<>(text));
    }

    @Override
    public void addTo(Filters filters) {
        filters.anyOf(TermField.ID, id)
                .anyOf(TermField.SLUG, slug)
                .inJournals(journal)
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
                .minCitations(citationsFrom)
                .anyOf(TermField.RETRACTED, retracted)
                .between(DateField.PUBLISHED, "published", publishedFrom, publishedUntil)
                .between(DateField.UPDATED, "updated", updatedFrom, updatedUntil)
                .presence(has, missing);
    }
}
