package org.offprint.web.api.inclusions;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
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
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.citations.Citations;
import org.offprint.services.citations.NewestCitations;
import org.offprint.services.citations.RelatedArticles;
import org.offprint.services.citations.RelatedArticles.Related;
import org.offprint.services.usage.reports.MonthlyUsage;
import org.offprint.services.usage.reports.MonthlyUsage.UsageOfMonth;
import org.offprint.web.api.articles.FullTextResource.FullTextOutline;
import org.offprint.web.api.files.FileResource.FileList;
import org.offprint.web.api.inclusions.ArticleInclusions.CitingArticles;
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
    private static final int MONTHS = 12;

    /** Maximum total size, in bytes, of the linked articles in a response. */
    private static final long MAX_BYTES = 20_000_000;

    private final Sql sql;
    private final TableOfContents contents;
    private final Citations citations;
    private final RelatedArticles related;
    private final ArticleReferences references;
    private final FullTexts texts;
    private final MonthlyUsage usage;

    InclusionLoader(
            Sql sql,
            TableOfContents contents,
            Citations citations,
            RelatedArticles related,
            ArticleReferences references,
            FullTexts texts,
            MonthlyUsage usage) {
        this.sql = sql;
        this.contents = contents;
        this.citations = citations;
        this.related = related;
        this.references = references;
        this.texts = texts;
        this.usage = usage;
    }

    /** Published articles to which the requested articles are linked, before their summaries are read. */
    private record LinkedArticles(
            Map<UUID, Neighbours> neighbours, Map<UUID, NewestCitations> citing, List<Related> related) {

        /** Returns the ids of the articles in the response. An id occurs once for each occurrence of its article. */
        List<UUID> ids() {
            List<UUID> ids = new ArrayList<>();
            neighbours.values().stream()
                    .flatMap(each -> Stream.of(each.previous(), each.next()))
                    .filter(Optional::isPresent)
                    .forEach(each -> ids.add(each.get()));
            citing.values().forEach(each -> ids.addAll(each.articles()));
            related.forEach(each -> ids.add(each.article()));
            return ids;
        }
    }

    /** Returns the requested data about a published article. */
    ArticleInclusions ofPublished(PublishedDocument article, Set<Inclusion> asked) {
        return ofOne(article.id(), asked, () -> PublishedRecord.read(article).body(), () -> texts.published(
                        article.id(), null, "")
                .map(IncludedText::of));
    }

    /**
     * Returns the requested data about the working copy of an article.
     *
     * @param view working copy as returned to editors
     */
    ArticleInclusions ofWorkingCopy(Article article, ArticleView view, Set<Inclusion> asked) {
        return ofOne(article.id, asked, view::body, () -> texts.ofWorkingCopy(article, "")
                .map(made -> IncludedText.of(
                        FullTextOutline.of(made.outline()), made.text().html())));
    }

    private ArticleInclusions ofOne(
            UUID id, Set<Inclusion> asked, Supplier<ArticleBody> body, Supplier<Optional<IncludedText>> text) {
        Set<UUID> ids = Set.of(id);
        LinkedArticles linked = linked(
                ids,
                asked,
                MAX_CITING,
                asked.contains(Inclusion.RELATED) ? related.to(id, true, true, MAX_RELATED) : List.of());
        Map<UUID, ArticleSummary> summaries = summaries(linked.ids(), InclusionLoader::tooLarge);
        ArticleBody shown = asked.contains(Inclusion.REFERENCES) || asked.contains(Inclusion.FILES) ? body.get() : null;
        return new ArticleInclusions(
                issue(id, asked, linked, summaries),
                citedBy(id, asked, linked, summaries),
                asked.contains(Inclusion.RELATED) ? RelatedList.of(linked.related(), summaries) : null,
                usage(ids, asked).get(id),
                asked.contains(Inclusion.FULL_TEXT) ? text.get().orElse(null) : null,
                asked.contains(Inclusion.REFERENCES) ? references.of(id, shown.references()) : null,
                asked.contains(Inclusion.FILES) ? new FileList(shown.files()) : null);
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
        LinkedArticles linked = linked(ids, asked, MAX_CITING_IN_LIST, List.of());
        Map<UUID, ArticleSummary> summaries = summaries(linked.ids(), tooLarge);
        Map<UUID, UsageTable> tables = usage(ids, asked);
        Map<UUID, byte[]> included = new HashMap<>();
        for (UUID id : ids) {
            included.put(
                    id,
                    Json.write(new ArticleInclusions(
                            issue(id, asked, linked, summaries),
                            citedBy(id, asked, linked, summaries),
                            null,
                            tables.get(id),
                            null,
                            null,
                            null)));
        }
        return included;
    }

    private LinkedArticles linked(Collection<UUID> ids, Set<Inclusion> asked, int maxCiting, List<Related> similar) {
        return new LinkedArticles(
                asked.contains(Inclusion.ISSUE_NEIGHBOURS) ? contents.neighbours(ids) : Map.of(),
                asked.contains(Inclusion.CITED_BY) ? citations.newest(ids, maxCiting) : Map.of(),
                similar);
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
