package org.offprint.web.harvest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.formats.markdown.MarkdownText;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.issues.IssueView;
import org.offprint.journal.journals.JournalLookup;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.ThrottledSearch;
import org.offprint.search.query.QuerySyntax;
import org.offprint.search.query.QuerySyntaxException;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.services.citations.Citations;
import org.offprint.services.usage.UsedItem;
import org.offprint.web.api.references.MatchReferencesResource;
import org.offprint.web.harvest.mcp.ToolCall.ToolAnswer;

/** Tools that search published articles and issues. */
@Singleton
class SearchTools {

    private static final int DEFAULT_LIMIT = 10;
    private static final int PAGE_SIZE = 20;
    private static final int MAX_SNIPPETS = 2;

    private final ThrottledSearch index;
    private final JournalLookup journals;
    private final Citations citations;
    private final MatchReferencesResource references;
    private final ArticleTools articles;

    SearchTools(
            ThrottledSearch index,
            JournalLookup journals,
            Citations citations,
            MatchReferencesResource references,
            ArticleTools articles) {
        this.index = index;
        this.journals = journals;
        this.citations = citations;
        this.references = references;
        this.articles = articles;
    }

    /** Returns the articles that match a query. */
    ToolAnswer articles(ToolCall call) {
        int limit = call.number("limit", DEFAULT_LIMIT);
        int page = call.page();
        Map<String, SearchQuery> filters = new LinkedHashMap<>();
        journal(call.text("journal"), filters);
        years(call, filters);
        SearchAnswer answer = index.search(new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.ARTICLE,
                query(call.text("query")),
                filters,
                SortOrder.RELEVANCE,
                new PagePosition.Numbered(page),
                limit,
                List.of(),
                true));
        call.usage().accept(UsedItem.search());
        return listed(answer, page, limit, call, answer.total() + " articles found.", ToolCall.object());
    }

    /** Parses a query with its operators, or as words if it is not a valid query. */
    private static SearchQuery query(String text) {
        try {
            return QuerySyntax.parse(text, RecordKind.ARTICLE);
        } catch (QuerySyntaxException e) {
            try {
                return QuerySyntax.words(text, RecordKind.ARTICLE);
            } catch (QuerySyntaxException invalid) {
                throw McpException.params("The argument query is invalid. " + invalid.getMessage());
            }
        }
    }

    private void journal(String idOrSlug, Map<String, SearchQuery> filters) {
        if (idOrSlug != null) {
            UUID id = Ids.isUuidShaped(idOrSlug)
                    ? Ids.parse(idOrSlug)
                    : journals.bySlug(Set.of(idOrSlug)).getOrDefault(idOrSlug, SearchQuery.OneOf.NO_ID);
            filters.put("journal", new SearchQuery.OneOf(TermField.JOURNAL_ID, Set.of(id.toString())));
        }
    }

    private static void years(ToolCall call, Map<String, SearchQuery> filters) {
        int from = call.number("yearFrom", 0);
        int to = call.number("yearTo", 0);
        if (from > 0 || to > 0) {
            filters.put(
                    "published",
                    new SearchQuery.Between(
                            DateField.PUBLISHED,
                            from == 0 ? null : startOf(from),
                            to == 0 ? null : startOf(to + 1).minusNanos(1)));
        }
    }

    private static Instant startOf(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private ToolAnswer listed(
            SearchAnswer answer, int page, int limit, ToolCall call, String heading, ObjectNode structured) {
        List<ArticleSummary> found = new ArrayList<>();
        Map<UUID, String> snippets = new HashMap<>();
        for (Hit hit : answer.hits()) {
            ArticleSummary article = Json.read(hit.item(), ArticleSummary.class);
            found.add(article);
            String snippet = hit.highlights().values().stream()
                    .flatMap(List::stream)
                    .limit(MAX_SNIPPETS)
                    .map(html -> MarkdownText.of(html, call.baseUrl()))
                    .collect(Collectors.joining(" … "));
            if (!snippet.isEmpty()) {
                snippets.put(article.id(), snippet);
            }
        }
        structured.put("total", answer.total());
        StringBuilder out = new StringBuilder(heading).append("\n\n");
        articles.list(found, snippets, call.baseUrl(), structured, out);
        next(answer.total(), page, limit, structured, out);
        return ToolAnswer.of(out.toString(), structured);
    }

    private static void next(long total, int page, int limit, ObjectNode structured, StringBuilder out) {
        if ((long) page * limit < total && page < ToolCall.MAX_PAGE) {
            structured.put("cursor", Integer.toString(page + 1));
            out.append("\nMore results: cursor ").append(page + 1).append('\n');
        }
    }

    /** Returns the articles of this service that cite an article, newest first. */
    ToolAnswer citedBy(ToolCall call) {
        int page = call.page();
        PublishedRecord cited = PublishedRecord.read(articles.published(call.text("id")));
        UUID id = cited.article().id();
        SearchAnswer answer = newest(
                RecordKind.ARTICLE, Map.of("cited-by", SearchQuery.OneOf.ids(citations.citing(id))), page, PAGE_SIZE);
        call.usage().accept(UsedItem.text(id, false));
        return listed(
                answer,
                page,
                PAGE_SIZE,
                call,
                ArticleTools.warning(cited.article().retraction()) + answer.total()
                        + " articles of this service cite this article.",
                ArticleTools.described(cited, call.baseUrl()));
    }

    /** Returns the published issues of a journal, newest first. */
    ToolAnswer issues(ToolCall call) {
        int page = call.page();
        Map<String, SearchQuery> filters = new LinkedHashMap<>();
        journal(call.text("journal"), filters);
        int year = call.number("year", 0);
        if (year > 0) {
            filters.put("year", new SearchQuery.OneOf(TermField.YEAR, Set.of(Integer.toString(year))));
        }
        SearchAnswer answer = newest(RecordKind.ISSUE, filters, page, PAGE_SIZE);
        ObjectNode structured = ToolCall.object().put("total", answer.total());
        ArrayNode items = structured.putArray("items");
        StringBuilder out = new StringBuilder(answer.total() + " issues found.\n\n");
        for (Hit hit : answer.hits()) {
            IssueView issue = Json.read(hit.item(), IssueView.class);
            ObjectNode item = items.addObject().put("id", issue.id().toString());
            item.put("journal", issue.journal().title());
            item.put("volume", issue.body().volume());
            item.put("number", issue.body().number());
            item.put("year", issue.body().year());
            item.put("title", issue.body().title());
            item.put("articles", call.baseUrl() + "/v1/articles?issue=" + issue.id());
            out.append("- ")
                    .append(issue.journal().title())
                    .append(
                            issue.body().volume() == null
                                    ? ""
                                    : ", volume " + issue.body().volume())
                    .append(
                            issue.body().number() == null
                                    ? ""
                                    : ", number " + issue.body().number())
                    .append(
                            issue.body().year() == null
                                    ? ""
                                    : " (" + issue.body().year() + ")")
                    .append(
                            issue.body().title() == null
                                    ? ""
                                    : ": " + issue.body().title())
                    .append('\n');
        }
        next(answer.total(), page, PAGE_SIZE, structured, out);
        call.usage().accept(UsedItem.search());
        return ToolAnswer.of(out.toString(), structured);
    }

    /** Returns the articles of this service that a printed reference may cite. */
    ToolAnswer match(ToolCall call) {
        JsonNode item = references.matchOne(call.text("text"));
        List<UUID> ids = new ArrayList<>();
        Map<UUID, ObjectNode> matches = new HashMap<>();
        match(item.path("article"), true, ids, matches);
        item.path("candidates").forEach(each -> match(each, false, ids, matches));
        ObjectNode structured = ToolCall.object();
        StringBuilder out = new StringBuilder();
        out.append(
                item.path("article").isObject()
                        ? "The reference certainly cites the first article.\n\n"
                        : "No article of this service is a certain match. " + ids.size() + " possible matches.\n\n");
        articles.list(summaries(ids), Map.of(), call.baseUrl(), structured, out);
        structured.path("items").forEach(each -> ((ObjectNode) each)
                .setAll(matches.get(UUID.fromString(each.path("id").textValue()))));
        if (item.path("found").isObject()) {
            structured.set("external", item.path("found"));
            out.append("External work that certainly matches: https://doi.org/")
                    .append(item.path("found").path("doi").asText())
                    .append('\n');
        }
        call.usage().accept(UsedItem.search());
        return ToolAnswer.of(out.toString(), structured);
    }

    private static void match(JsonNode found, boolean isSure, List<UUID> ids, Map<UUID, ObjectNode> matches) {
        if (found.isObject()) {
            UUID id = UUID.fromString(found.path("id").textValue());
            ids.add(id);
            ObjectNode match = ToolCall.object().put("sure", isSure);
            match.set("score", found.path("score"));
            matches.put(id, match);
        }
    }

    /** Returns the published articles with the given ids, in the order of the ids. */
    private List<ArticleSummary> summaries(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        SearchAnswer answer =
                newest(RecordKind.ARTICLE, Map.of("id", SearchQuery.OneOf.ids(Set.copyOf(ids))), 1, ids.size());
        Map<UUID, ArticleSummary> found = answer.hits().stream()
                .map(hit -> Json.read(hit.item(), ArticleSummary.class))
                .collect(Collectors.toMap(ArticleSummary::id, each -> each));
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    private SearchAnswer newest(RecordKind kind, Map<String, SearchQuery> filters, int page, int size) {
        return index.search(new SearchRequest(
                Audience.READERS,
                null,
                kind,
                new SearchQuery.All(),
                filters,
                SortOrder.NEWEST,
                new PagePosition.Numbered(page),
                size,
                List.of(),
                false));
    }
}
