package org.offprint.journal.articles;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.offprint.kernel.record.Dates;
import org.offprint.kernel.record.LicenseTerms;
import org.offprint.kernel.record.Translation;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorKind;
import org.offprint.kernel.record.contributors.ContributorRole;

/** Article as returned in lists. The status, the revision and hasUnpublishedChanges are only returned to editors. */
@Schema(description = "Article as returned in lists.")
public record ArticleSummary(
        @Schema(required = true) UUID id,
        @Schema(required = true) String slug,
        @Schema(required = true) ArticleType type,
        @Schema(required = true) LanguageTag language,

        @Schema(description = "Publication status of the article. Returned to editors only.")
        ArticleStatus status,

        @Schema(description = "Number of changes to the article. Returned to editors only.")
        Integer revision,

        @Schema(description = "Whether the working copy differs from the newest version. Returned to editors only.")
        Boolean hasUnpublishedChanges,

        @Schema(required = true) String title,
        String titleHtml,
        String subtitle,
        @JsonProperty("abstract") String abstractText,

        @Schema(required = true, description = "Translated titles, keyed by BCP 47 tag. Empty if there are none.")
        Map<LanguageTag, ListedTranslation> translations,

        @Schema(required = true) List<ListedContributor> contributors,
        @Schema(required = true) JournalRef journal,
        IssueRef issue,
        SectionRef section,
        Pages pages,
        String articleNumber,
        Dates dates,
        Doi doi,
        @Schema(required = true) List<String> keywords,
        LicenseTerms license,
        Retraction retraction,
        @Schema(required = true) List<ArticleFile> files,
        @Schema(required = true) Map<String, String> links,

        @Schema(
                description = "Number of published articles in this service whose references cite the article. The"
                        + " number can be some seconds old, and it changes independently of the article. Not"
                        + " returned in lists within other records.")
        Long citations) {

    /** Translated title, as returned in lists. */
    public record ListedTranslation(@Schema(required = true) String title, String titleHtml, String subtitle) {}

    /** Contributor as returned in lists. */
    public record ListedContributor(
            @Schema(required = true) ContributorRole role,
            @Schema(required = true) ContributorKind kind,
            String given,
            String family,
            String suffix,
            String name,
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

    /** Returns the short form of an article. */
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
