package org.offprint.web.api.inclusions;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.formats.fulltext.stored.FullTexts.StoredText;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.services.usage.reports.MonthlyUsage.UsageTotal;
import org.offprint.web.api.articles.FullTextResource.FullTextOutline;
import org.offprint.web.api.articles.VersionResource.VersionList;
import org.offprint.web.api.exports.ExportListing.ExportList;
import org.offprint.web.api.files.FileResource.FileList;
import org.offprint.web.api.references.ArticleReferences.ArticleReferenceList;
import org.offprint.web.api.references.RelatedResource.RelatedList;
import org.offprint.web.api.usage.UsageTable;

/**
 * Additional data about an article, as requested with the query parameter {@code include}. Components that were not
 * requested are null.
 */
@Schema(
        name = "ArticleInclusions",
        description = "Additional data about an article. Contains only the data requested with `include`.")
record ArticleInclusions(
        @Schema(description = "Data about the issue of the article. Present if `include` contains `issue.neighbours`.")
        IssueInclusions issue,

        @Schema(description = "Published articles that cite the article, newest first.")
        CitingArticles citedBy,

        @Schema(description = "The ten most closely related articles, as in `listRelatedArticles`.")
        RelatedList related,

        @Schema(description = "Published articles that `relations` and `retraction.notice` name, in this order.")
        IncludedRelations relations,

        @Schema(description = "Number of views, downloads and citations of the article.")
        ArticleMetrics metrics,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Usage of the last twelve months, as in `getArticleUsage`. Returned to editors only.")
        UsageTable usage,

        @Schema(description = "Versions of the article, as in `listVersions`.")
        VersionList versions,

        @Schema(description = "Export formats of the article, as in `listExports`.")
        ExportList exports,

        @Schema(
                description = "URL of Crossref's dialog that shows whether the article is current. Omitted if Crossref"
                        + " has no Crossmark data about the article.")
        String crossmark,

        @Schema(
                description = "Full text of the article in its own language. Omitted if the article has no full text"
                        + " that can be rendered.")
        IncludedText fullText,

        @Schema(description = "References of the article, as in `listReferences`.")
        ArticleReferenceList references,

        @Schema(description = "Files of the article, as in `listFiles`.")
        FileList files) {

    /** Maximum length of an included full text, in characters of HTML. */
    private static final int MAX_HTML_LENGTH = 5_000_000;

    /** Data about the issue of an article. */
    @Schema(name = "IssueInclusions", description = "Data about the issue of an article.")
    record IssueInclusions(
            @Schema(required = true, description = "Previous and next article of the published issue.")
            IssueNeighbours neighbours) {}

    /** Previous and next published article in the table of contents of an issue. */
    @Schema(
            name = "IssueNeighbours",
            description = "Previous and next published article in the table of contents of an issue.")
    record IssueNeighbours(
            @Schema(description = "Previous article. Omitted for the first article of an issue.")
            ArticleSummary previous,

            @Schema(description = "Next article. Omitted for the last article of an issue.")
            ArticleSummary next) {}

    /** Newest published articles that cite an article. */
    @Schema(name = "CitingArticles", description = "Newest published articles that cite an article.")
    record CitingArticles(
            @Schema(required = true, description = "Newest citing articles: at most 10, and at most 3 in lists.")
            List<ArticleSummary> items,

            @Schema(required = true, description = "Exact number of citing articles.")
            long total,

            @Schema(required = true, description = "Path of the list of all citing articles (`all`).")
            Map<String, String> links) {}

    /** Published articles to which an article has a stated relation. */
    @Schema(name = "IncludedRelations", description = "Published articles to which an article has a stated relation.")
    record IncludedRelations(
            @Schema(required = true, description = "Related articles, at most 100. Unpublished articles are omitted.")
            List<ArticleSummary> items) {}

    /** Usage and citations of an article. */
    @Schema(name = "ArticleMetrics", description = "Usage and citations of an article.")
    record ArticleMetrics(
            @Schema(
                    required = true,
                    description = "Number of times that people opened the article page or the full text.")
            long views,

            @Schema(required = true, description = "Number of times that people read or downloaded the full text.")
            long downloads,

            @Schema(
                    required = true,
                    description = "Number of published articles in this service that cite the article.")
            long citations,

            @Schema(
                    pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                    examples = "2026-11-01",
                    description = "First day of the counted usage, as `YYYY-MM-DD`. Omitted if there was no usage.")
            String since) {

        static ArticleMetrics of(UsageTotal usage, int citations) {
            return new ArticleMetrics(
                    usage.investigations(),
                    usage.requests(),
                    citations,
                    usage.since() == null ? null : usage.since().toString());
        }
    }

    /** Full text of an article with its outline. */
    @Schema(name = "IncludedFullText", description = "Full text of an article with its outline.")
    record IncludedText(
            @Schema(required = true, description = "Outline of the full text.")
            FullTextOutline outline,

            @Schema(
                    description = "HTML fragment of the full text, as in `getFullText`. Omitted if it has more than"
                            + " 5,000,000 characters.")
            String html) {

        static IncludedText of(FullTextOutline outline, String html) {
            return new IncludedText(outline, html.length() > MAX_HTML_LENGTH ? null : html);
        }

        static IncludedText of(StoredText text) {
            DocumentMemoryLimit.acquire(text.html().length());
            FullTextOutline outline = Json.read(text.outline().plain(), FullTextOutline.class);
            // A character has at most four bytes. A longer text is not decompressed.
            return text.html().length() > 4 * MAX_HTML_LENGTH
                    ? new IncludedText(outline, null)
                    : of(outline, new String(text.html().plain(), StandardCharsets.UTF_8));
        }
    }
}
