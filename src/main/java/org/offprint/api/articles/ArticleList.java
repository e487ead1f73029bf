package org.offprint.api.articles;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.offprint.api.lists.Filters;
import org.offprint.api.lists.ListRequest;
import org.offprint.api.lists.Lists;
import org.offprint.api.lists.Lists.Source;
import org.offprint.articles.Article;
import org.offprint.articles.ArticleRepository;
import org.offprint.articles.ArticleSummary;
import org.offprint.database.Sql;
import org.offprint.http.json.Json;
import org.offprint.http.parameters.Parameters;
import org.offprint.identifiers.Doi;
import org.offprint.publishing.Typesetting;
import org.offprint.security.Caller;

/** The list of articles: to readers what is published, to editors the working copies of their journals. */
@ApplicationScoped
class ArticleList {

    /** An organization includes its children, at any depth. */
    private static final String ORGANIZATIONS = "with recursive organization (id) as (select unnest(?::uuid[])"
            + " union select a.id from affiliation a join organization o on a.parent = o.id)";

    private static final Map<String, String> STATUS = Map.of(
            "draft", "status = 'draft' and scheduled_at is null",
            "scheduled", "scheduled_at is not null",
            "published", "status = 'published'",
            "withdrawn", "status = 'withdrawn'");

    private static final Source<byte[]> FOR_READERS = new Source<>(
            "summary", "published_article", "article", true, true, row -> row.getBytes("summary"), Function.identity());

    private final Lists lists;
    private final Caller caller;
    private final ArticleRepository articles;
    private final Typesetting typesetting;

    ArticleList(Lists lists, Caller caller, ArticleRepository articles, Typesetting typesetting) {
        this.lists = lists;
        this.caller = caller;
        this.articles = articles;
        this.typesetting = typesetting;
    }

    Response answer(ListRequest request, ArticleFilter filter, boolean forEditors) {
        Parameters parameters = new Parameters();
        if (!forEditors && !filter.status.isEmpty()) {
            parameters.wrong("status", "for-editors", "Readers see what is published; this is for editors.");
        }
        Filters filters = new Filters()
                .anyOf("journal", parameters.uuids("journal", filter.journal))
                .anyOf("issue", parameters.uuids("issue", filter.issue));
        List<String> dois = filter.doi.stream()
                .map(doi -> parameters.parsed("doi", doi, "doi-format", Doi::parse))
                .filter(doi -> doi != null)
                .map(Doi::key)
                .toList();
        List<UUID> ids = parameters.uuids("id", filter.id);
        List<UUID> affiliations = parameters.uuids("affiliation", filter.affiliation);
        if (forEditors) {
            forEditors(filters, filter, parameters, ids, dois, affiliations);
            Source<UUID> source = new Source<>(
                    "revision", "article", "id", true, false, row -> Sql.uuid(row, "id"), this::workingCopies);
            return lists.answer(request, parameters, filters, source);
        }
        filters.and("not withdrawn").anyOf("article", ids).anyOf("doi_key", dois);
        affiliated(filters, "article", "published_affiliation", affiliations);
        return lists.answer(request, parameters, filters, FOR_READERS);
    }

    private void forEditors(
            Filters filters,
            ArticleFilter filter,
            Parameters parameters,
            List<UUID> ids,
            List<String> dois,
            List<UUID> affiliations) {
        filters.anyOf("id", ids);
        caller.journals().ifPresent(own -> filters.and("journal = any(?::uuid[])", texts(own)));
        if (!dois.isEmpty()) {
            filters.and("id in (select holder from doi where doi = any(?))", dois);
        }
        affiliated(filters, "id", "article_affiliation", affiliations);
        List<String> states = new ArrayList<>();
        for (String status : filter.status) {
            String condition = parameters.oneOf("status", status, STATUS, null);
            if (condition != null) {
                states.add("(" + condition + ")");
            }
        }
        if (!states.isEmpty()) {
            filters.and("(" + String.join(" or ", states) + ")");
        }
    }

    private static void affiliated(Filters filters, String id, String table, List<UUID> affiliations) {
        if (!affiliations.isEmpty()) {
            filters.and(
                    id + " in (" + ORGANIZATIONS + " select article from " + table
                            + " where affiliation in (select id from organization))",
                    texts(affiliations));
        }
    }

    private static List<String> texts(Iterable<UUID> ids) {
        List<String> texts = new ArrayList<>();
        ids.forEach(id -> texts.add(id.toString()));
        return texts;
    }

    private List<byte[]> workingCopies(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, Article> read = articles.list("id in ?1", ids).stream()
                .collect(Collectors.toMap(article -> article.id, Function.identity()));
        List<Article> inOrder =
                ids.stream().map(read::get).filter(article -> article != null).toList();
        return typesetting.forEditors(inOrder).stream()
                .map(ArticleSummary::of)
                .map(Json::write)
                .toList();
    }
}
