package org.offprint.journal.articles;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.articles.ArticleView.SectionRef;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.issues.IssueRef;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.kernel.record.Dates;
import org.offprint.kernel.record.LicenseTerms;
import org.offprint.kernel.record.Translation;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorKind;
import org.offprint.kernel.record.contributors.ContributorRole;

/**
 * Article as returned in lists. The members {@code status}, {@code revision} and {@code hasUnpublishedChanges} are
 * returned only to editors.
 */
@Schema(description = "Article as returned in lists.")
public record ArticleSummary(
        @Schema(required = true) UUID id,
        @Schema(required = true) String slug,

        @Schema(required = true, description = "Type of the article, for example `research-article`.")
        ArticleType type,

        @Schema(required = true, description = "Language of the title and the text, as a BCP 47 tag.")
        LanguageTag language,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Publication status of the article. Returned to editors only.")
        ArticleStatus status,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Number of changes to the article. Returned to editors only.")
        Integer revision,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Whether the working copy differs from the newest version. Returned to editors only.")
        Boolean hasUnpublishedChanges,

        @Schema(required = true, description = "Title as plain text.")
        String title,

        @Schema(description = "Title with markup. Omitted if the title has no markup.")
        String titleHtml,

        @Schema(description = "Subtitle as plain text.") String subtitle,

        @JsonProperty("abstract") @Schema(description = "Abstract as plain text, with a blank line between paragraphs.")
        String abstractText,

        @Schema(required = true, description = "Translated titles, keyed by BCP 47 tag. Empty if there are none.")
        Map<LanguageTag, ListedTranslation> translations,

        @Schema(required = true, description = "Contributors in the order in which they are printed.")
        List<ListedContributor> contributors,

        @Schema(required = true, description = "Journal of the article.")
        JournalRef journal,

        @Schema(
                description = "Issue that contains the article. Omitted if there is none, and for readers of an"
                        + " unpublished issue.")
        IssueRef issue,

        @Schema(description = "Section of the journal that contains the article.")
        SectionRef section,

        @Schema(description = "Page range of the article in its issue.")
        Pages pages,

        @Schema(description = "Article number that replaces page numbers.")
        String articleNumber,

        @Schema(description = "Dates of the article, for example of its publication.")
        Dates dates,

        @Schema(description = "DOI of the article.") Doi doi,

        @Schema(required = true, description = "Keywords in the language of the article.")
        List<String> keywords,

        @Schema(description = "Licence and copyright of the article.")
        LicenseTerms license,

        @Schema(description = "Retraction or similar notice about the article. Omitted if there is none.")
        Retraction retraction,

        @Schema(required = true, description = "Files that readers can download, in the order set by editors.")
        List<ArticleFile> files,

        @Schema(
                required = true,
                description = "URLs of the article (`self`), its journal, issue, versions and landing page"
                        + " (`landingPage`).")
        Map<String, String> links,

        @Schema(
                description = "Number of published articles in this service whose references cite the article. The"
                        + " number can be some seconds old, and it changes independently of the article. Not"
                        + " returned in lists within other records.")
        Long citations) {

    /** Translated title of an article, as returned in lists. */
    @Schema(description = "Translated title, as returned in lists.")
    public record ListedTranslation(
            @Schema(required = true, description = "Translated title as plain text.")
            String title,

            @Schema(description = "Translated title with markup. Omitted if the title has no markup.")
            String titleHtml,

            @Schema(description = "Translated subtitle as plain text.")
            String subtitle) {}

    /** Contributor to an article, as returned in lists. */
    @Schema(description = "Contributor as returned in lists.")
    public record ListedContributor(
            @Schema(required = true, description = "Role of the contributor.")
            ContributorRole role,

            @Schema(required = true, description = "Kind of contributor: a `person` or an `organization`.")
            ContributorKind kind,

            @Schema(description = "Given names of a person.")
            String given,

            @Schema(description = "Family name of a person, or the only name of a person with a single name.")
            String family,

            @Schema(description = "Suffix of the name, for example `Jr.`.")
            String suffix,

            @Schema(description = "Name of an organization. Omitted for a person.")
            String name,

            @Schema(description = "ORCID iD of the contributor.")
            Orcid orcid) {

        static ListedContributor of(Contributor contributor) {
            return new ListedContributor(
                    contributor.role(),
                    contributor.kind(),
                    contributor.given(),
                    contributor.family(),
                    contributor.suffix(),
                    contributor.name(),
                    contributor.orcid());
        }
    }

    /** Returns the short form of an article for lists. */
    public static ArticleSummary of(ArticleView article) {
        var body = article.body();
        return new ArticleSummary(
                article.id(),
                article.slug(),
                body.type(),
                body.language(),
                article.status(),
                article.revision(),
                article.hasUnpublishedChanges(),
                body.title(),
                body.titleHtml(),
                body.subtitle(),
                body.abstractText(),
                titles(body.translations()),
                body.contributors().stream().map(ListedContributor::of).toList(),
                article.journal(),
                article.issue(),
                article.section(),
                body.pages(),
                body.articleNumber(),
                body.dates(),
                body.doi(),
                body.keywords(),
                body.license(),
                article.retraction(),
                body.files(),
                article.links(),
                null);
    }

    private static Map<LanguageTag, ListedTranslation> titles(Map<LanguageTag, Translation> translations) {
        Map<LanguageTag, ListedTranslation> titles = new LinkedHashMap<>();
        translations.forEach((language, translation) -> {
            if (translation.title() != null) {
                titles.put(
                        language,
                        new ListedTranslation(translation.title(), translation.titleHtml(), translation.subtitle()));
            }
        });
        return titles;
    }
}
