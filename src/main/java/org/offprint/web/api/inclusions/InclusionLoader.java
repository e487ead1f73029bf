package org.offprint.web.api.inclusions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.offprint.formats.fulltext.stored.FullTexts;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.journal.publishing.Versions;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Relation;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.citations.Citations;
import org.offprint.services.citations.NewestCitations;
import org.offprint.services.citations.RelatedArticles;
import org.offprint.services.citations.RelatedArticles.Related;
import org.offprint.services.registration.RegisteredRecords;
import org.offprint.services.usage.reports.MonthlyUsage;
import org.offprint.services.usage.reports.MonthlyUsage.UsageOfMonth;
import org.offprint.services.usage.reports.MonthlyUsage.UsageTotal;
import org.offprint.web.api.articles.FullTextResource.FullTextOutline;
import org.offprint.web.api.articles.VersionResource.VersionList;
import org.offprint.web.api.exports.ExportListing;
import org.offprint.web.api.exports.ExportListing.ExportList;
import org.offprint.web.api.files.FileResource.FileList;
import org.offprint.web.api.inclusions.ArticleInclusions.ArticleMetrics;
import org.offprint.web.api.inclusions.ArticleInclusions.CitingArticles;
import org.offprint.web.api.inclusions.ArticleInclusions.IncludedRelations;
import org.offprint.web.api.inclusions.ArticleInclusions.IncludedText;
import org.offprint.web.api.inclusions.ArticleInclusions.IssueInclusions;
import org.offprint.web.api.inclusions.ArticleInclusions.IssueNeighbours;
import org.offprint.web.api.issues.TableOfContents;
import org.offprint.web.api.issues.TableOfContents.Neighbours;
import org.offprint.web.api.references.ArticleReferences;
import org.offprint.web.api.references.RelatedResource.RelatedList;
import org.offprint.web.api.usage.UsageTable;

/**
 * Reads the data requested with {@code include}. The number of SQL statements depends only on the requested inclusions.
 * Neighbours, citing articles and related articles are always published articles.
 */
@ApplicationScoped
class InclusionLoader {

    private static final int MAX_CITING = 10;
    private static final int MAX_CITING_IN_LIST = 3;
    private static final int MAX_RELATED = 10;
    private static final int MAX_RELATIONS = 100;
    private static final int MONTHS = 12;

    /** Inclusions for which the record is read. */
    private static final Set<Inclusion> OF_RECORD =
            EnumSet.of(Inclusion.RELATIONS, Inclusion.CROSSMARK, Inclusion.REFERENCES, Inclusion.FILES);

    /** Maximum total size, in bytes, of the linked articles in a response. */
    private static final long MAX_BYTES = 20_000_000;

    private final Sql sql;
    private final TableOfContents contents;
    private final Citations citations;
    private final RelatedArticles related;
    private final ArticleReferences references;
    private final FullTexts texts;
    private final MonthlyUsage usage;
    private final RecordDetails details;

    InclusionLoader(
            Sql sql,
            TableOfContents contents,
            Citations citations,
            RelatedArticles related,
            ArticleReferences references,
            FullTexts texts,
            MonthlyUsage usage,
            RecordDetails details) {
        this.sql = sql;
        this.contents = contents;
        this.citations = citations;
        this.related = related;
        this.references = references;
        this.texts = texts;
        this.usage = usage;
        this.details = details;
    }

    /** Reads data about one article that is not part of its record. */
    @Singleton
    static class RecordDetails {

        private final Versions versions;
        private final ExportListing exports;
        private final RegisteredRecords registered;

        RecordDetails(Versions versions, ExportListing exports, RegisteredRecords registered) {
            this.versions = versions;
            this.exports = exports;
            this.registered = registered;
        }

        private VersionList versions(UUID id, boolean isWorkingCopy) {
            return new VersionList(versions.of(id, isWorkingCopy));
        }

        private ExportList exports(PublishedDocument article) {
            return exports.of(article);
        }

        /** Returns the URL of the Crossmark dialog, or null if Crossref has no Crossmark data about the article. */
        private String crossmark(UUID id, ArticleView article) {
            Doi doi = article.body().doi();
            return doi != null && registered.hasCrossmark(id) ? RegisteredRecords.crossmarkUrl(doi) : null;
        }
    }

    /** Published articles to which the requested articles are linked, before their summaries are read. */
    private record LinkedArticles(
            Map<UUID, Neighbours> neighbours,
            Map<UUID, NewestCitations> citing,
            List<Related> related,
            List<UUID> relations) {

        /** Returns the ids of the articles in the response. An id occurs once for each occurrence of its article. */
        List<UUID> ids() {
            List<UUID> ids = new ArrayList<>();
            neighbours.values().stream()
                    .flatMap(each -> Stream.of(each.previous(), each.next()))
                    .filter(Optional::isPresent)
                    .forEach(each -> ids.add(each.get()));
            citing.values().forEach(each -> ids.addAll(each.articles()));
            related.forEach(each -> ids.add(each.article()));
            ids.addAll(relations);
            return ids;
        }
    }

    /** Returns the requested data about a published article. */
    ArticleInclusions ofPublished(PublishedDocument article, Set<Inclusion> asked) {
        return ofOne(
                article.id(),
                false,
                asked,
                () -> PublishedRecord.read(article).article(),
                () -> texts.published(article.id(), null, "").map(IncludedText::of),
                () -> details.exports(article));
    }

    /**
     * Returns the requested data about the working copy of an article.
     *
     * @param view working copy as returned to editors
     */
    ArticleInclusions ofWorkingCopy(Article article, ArticleView view, Set<Inclusion> asked) {
        return ofOne(
                article.id,
                true,
                asked,
                () -> view,
                () -> texts.ofWorkingCopy(article, "")
                        .map(made -> IncludedText.of(
                                FullTextOutline.of(made.outline()), made.text().html())),
                () -> null);
    }

    private ArticleInclusions ofOne(
            UUID id,
            boolean isWorkingCopy,
            Set<Inclusion> asked,
            Supplier<ArticleView> article,
            Supplier<Optional<IncludedText>> text,
            Supplier<ExportList> formats) {
        Set<UUID> ids = Set.of(id);
        ArticleView shown = asked.stream().anyMatch(OF_RECORD::contains) ? article.get() : null;
        LinkedArticles linked = linked(
                ids,
                asked,
                MAX_CITING,
                asked.contains(Inclusion.RELATED) ? related.to(id, true, true, MAX_RELATED) : List.of(),
                asked.contains(Inclusion.RELATIONS) ? relations(shown) : List.of());
        Map<UUID, ArticleSummary> summaries = summaries(linked.ids(), InclusionLoader::tooLarge);
        return new ArticleInclusions(
                issue(id, asked, linked, summaries),
                citedBy(id, asked, linked, summaries),
                asked.contains(Inclusion.RELATED) ? RelatedList.of(linked.related(), summaries) : null,
                asked.contains(Inclusion.RELATIONS) ? relations(linked, summaries) : null,
                metrics(ids, asked).get(id),
                usage(ids, asked).get(id),
                asked.contains(Inclusion.VERSIONS) ? details.versions(id, isWorkingCopy) : null,
                asked.contains(Inclusion.EXPORTS) ? formats.get() : null,
                asked.contains(Inclusion.CROSSMARK) ? details.crossmark(id, shown) : null,
                asked.contains(Inclusion.FULL_TEXT) ? text.get().orElse(null) : null,
                asked.contains(Inclusion.REFERENCES)
                        ? references.of(id, shown.body().references())
                        : null,
                asked.contains(Inclusion.FILES) ? new FileList(shown.body().files()) : null);
    }

    /** Returns the requested data about the articles of a list page as JSON, keyed by article id. */
    Map<UUID, byte[]> ofList(List<UUID> ids, Set<Inclusion> asked) {
        return ofList(ids, asked, InclusionLoader::tooLarge);
    }

    /**
     * Returns the requested data about several articles as JSON, keyed by article id.
     *
     * @param tooLarge creates the exception for data that is too large, from its message
     */
    Map<UUID, byte[]> ofList(List<UUID> ids, Set<Inclusion> asked, Function<String, ProblemException> tooLarge) {
        LinkedArticles linked = linked(ids, asked, MAX_CITING_IN_LIST, List.of(), List.of());
        Map<UUID, ArticleSummary> summaries = summaries(linked.ids(), tooLarge);
        Map<UUID, ArticleMetrics> metrics = metrics(ids, asked);
        Map<UUID, UsageTable> tables = usage(ids, asked);
        Map<UUID, byte[]> included = new HashMap<>();
        for (UUID id : ids) {
            included.put(
                    id,
                    Json.write(new ArticleInclusions(
                            issue(id, asked, linked, summaries),
                            citedBy(id, asked, linked, summaries),
                            null,
                            null,
                            metrics.get(id),
                            tables.get(id),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null)));
        }
        return included;
    }

    private LinkedArticles linked(
            Collection<UUID> ids, Set<Inclusion> asked, int maxCiting, List<Related> similar, List<UUID> relations) {
        return new LinkedArticles(
                asked.contains(Inclusion.ISSUE_NEIGHBOURS) ? contents.neighbours(ids) : Map.of(),
                asked.contains(Inclusion.CITED_BY) ? citations.newest(ids, maxCiting) : Map.of(),
                similar,
                relations);
    }

    /** Returns the articles that the relations and the retraction notice of an article name. */
    private static List<UUID> relations(ArticleView article) {
        Retraction retraction = article.retraction();
        Stream<UUID> notice = Stream.ofNullable(retraction)
                .map(Retraction::notice)
                .filter(Objects::nonNull)
                .map(Retraction.Notice::article);
        return Stream.concat(article.body().relations().stream().map(Relation::article), notice)
                .filter(Objects::nonNull)
                .distinct()
                .limit(MAX_RELATIONS)
                .toList();
    }

    private static IncludedRelations relations(LinkedArticles linked, Map<UUID, ArticleSummary> summaries) {
        return new IncludedRelations(linked.relations().stream()
                .map(summaries::get)
                .filter(Objects::nonNull)
                .toList());
    }

    private Map<UUID, ArticleMetrics> metrics(Collection<UUID> ids, Set<Inclusion> asked) {
        Map<UUID, ArticleMetrics> metrics = new HashMap<>();
        if (asked.contains(Inclusion.METRICS)) {
            Map<UUID, UsageTotal> totals = usage.totals(ids);
            Map<UUID, Integer> counts = citations.counts(ids);
            ids.forEach(id -> metrics.put(
                    id, ArticleMetrics.of(totals.getOrDefault(id, UsageTotal.NONE), counts.getOrDefault(id, 0))));
        }
        return metrics;
    }

    /**
     * Returns the summaries of published articles, keyed by article. Withdrawn articles are omitted.
     *
     * @param ids ids of the articles, with an article that occurs several times in the response listed several times
     * @param tooLarge creates the exception for summaries that are too large, from its message
     */
    private Map<UUID, ArticleSummary> summaries(List<UUID> ids, Function<String, ProblemException> tooLarge) {
        Map<UUID, ArticleSummary> summaries = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select s.article, s.total, case when s.total <= ? then s.summary end summary from"
                            + " (select p.article, p.summary, sum(octet_length(p.summary)) over () total"
                            + " from unnest(?) n (id) join published_article p on p.article = n.id"
                            + " where not p.withdrawn) s",
                    row -> {
                        long bytes = row.getLong("total");
                        if (bytes > MAX_BYTES) {
                            throw tooLarge.apply("The included articles have " + bytes + " bytes together. The maximum"
                                    + " is " + MAX_BYTES + ". Request fewer articles or fewer inclusions.");
                        }
                        if (summaries.isEmpty()) {
                            // The summaries, the growing response and its copy are in memory at the same time.
                            DocumentMemoryLimit.acquireForBody(4 * bytes);
                        }
                        return summaries.put(
                                Sql.uuid(row, "article"), Json.read(row.getBytes("summary"), ArticleSummary.class));
                    },
                    MAX_BYTES,
                    ids);
        }
        return summaries;
    }

    private static ProblemException tooLarge(String message) {
        return Problems.badParameter(Inclusion.PARAMETER, "too-large", message);
    }

    private static IssueInclusions issue(
            UUID id, Set<Inclusion> asked, LinkedArticles linked, Map<UUID, ArticleSummary> summaries) {
        if (!asked.contains(Inclusion.ISSUE_NEIGHBOURS)) {
            return null;
        }
        Neighbours found = linked.neighbours().getOrDefault(id, Neighbours.NONE);
        return new IssueInclusions(new IssueNeighbours(
                found.previous().map(summaries::get).orElse(null),
                found.next().map(summaries::get).orElse(null)));
    }

    private static CitingArticles citedBy(
            UUID id, Set<Inclusion> asked, LinkedArticles linked, Map<UUID, ArticleSummary> summaries) {
        if (!asked.contains(Inclusion.CITED_BY)) {
            return null;
        }
        NewestCitations newest = linked.citing().getOrDefault(id, NewestCitations.NONE);
        return new CitingArticles(
                newest.articles().stream()
                        .map(summaries::get)
                        .filter(Objects::nonNull)
                        .toList(),
                newest.total(),
                Map.of("all", "/v1/articles/" + id + "/cited-by"));
    }

    private Map<UUID, UsageTable> usage(Collection<UUID> ids, Set<Inclusion> asked) {
        Map<UUID, UsageTable> tables = new HashMap<>();
        if (asked.contains(Inclusion.USAGE)) {
            YearMonth last = YearMonth.now(ZoneOffset.UTC);
            Map<UUID, List<UsageOfMonth>> months = usage.ofArticles(ids, last.minusMonths(MONTHS - 1), last);
            months.forEach((id, table) -> tables.put(id, new UsageTable(table)));
        }
        return tables;
    }
}
