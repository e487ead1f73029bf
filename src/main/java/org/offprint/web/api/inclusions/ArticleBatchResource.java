package org.offprint.web.api.inclusions;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.RenderingCache;
import org.offprint.journal.articles.ArticleView;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaFilter;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.http.quotas.Quotas;
import org.offprint.web.api.lists.FieldSelection;
import org.offprint.web.api.lists.IncludedData;
import org.offprint.web.api.writes.Body;

/**
 * REST resource that returns several published articles by id, slug or DOI. The number of SQL statements does not
 * depend on the number of articles.
 */
@Path("/v1/articles")
@Tag(name = "Articles")
public class ArticleBatchResource {

    private static final int MAX_ARTICLES = 100;

    /** Maximum total size of the articles of a response, in bytes, before members are selected. */
    private static final long MAX_BYTES = 20_000_000;

    /** Maximum size of the request body, in bytes. */
    private static final long MAX_BODY_BYTES = 500_000;

    private static final String FIND = "select n.name, p.article, p.withdrawn, octet_length(p.document) bytes from ("
            + "select article::text name, article from published_article where article = any(?::uuid[])"
            + " union all select slug, article from article_slug where slug = any(?) and published"
            + " union all select doi, holder from doi where doi = any(?) and published and kind = 'article'"
            + ") n join published_article p on p.article = n.article";

    private final Sql sql;
    private final RenderingCache documents;
    private final InclusionLoader loader;
    private final QuotaFilter queue;
    private final Quotas quotas;

    ArticleBatchResource(Sql sql, RenderingCache documents, InclusionLoader loader, QuotaFilter queue, Quotas quotas) {
        this.sql = sql;
        this.documents = documents;
        this.loader = loader;
        this.queue = queue;
        this.quotas = quotas;
    }

    /** Request body with the names of the articles. */
    @Schema(name = "ArticleBatchRequest", description = "Articles to return, and the members to return.")
    record BatchRequest(
            @NotEmpty
            @Size(max = MAX_ARTICLES)
            @Schema(
                    required = true,
                    description = "Ids, slugs or DOIs of the articles. A DOI can have any common form.",
                    examples = "[\"10.1371/journal.pone.0000217\"]")
            List<@NotBlank @Size(max = 2_100) String> articles,

            @Size(min = 1, max = 100)
            @Schema(
                    nullable = true,
                    description = "Members to return for each article, as in the parameter `fields` of"
                            + " `getArticle`. Without `fields`, all members are returned.",
                    examples = "[\"title\"]")
            List<@NotBlank @Size(max = 200) String> fields,

            @Size(min = 1, max = 100)
            @Schema(
                    nullable = true,
                    description = "Names of inclusions, as in `listArticles`. Anonymous clients and editors can use"
                            + " `issue.neighbours` and `citedBy`. The member `included` of each article contains the"
                            + " data. Each inclusion executes 1 SQL statement for all articles, and counts once in the"
                            + " quota `search`. The articles of both inclusions are read with 1 more statement, and"
                            + " have at most 20,000,000 bytes together. Otherwise, the response is 422.",
                    examples = "[\"citedBy\"]")
            List<@NotBlank @Size(max = 200) String> include) {}

    /** Response body with the found articles and the names without an article. */
    @Schema(name = "ArticleBatch", description = "Published articles in the order of the request.")
    record Batch(
            @Schema(
                    required = true,
                    description = "Articles in the order of the request. An article that the request names several"
                            + " times is listed once, at its first position.")
            List<ArticleView> items,

            @Schema(required = true, description = "Names of the request for which no article is returned, in order.")
            List<MissingArticle> missing) {}

    /** Name in a batch request for which no article is returned. */
    @Schema(name = "MissingArticle", description = "Name of the request for which no article is returned.")
    record MissingArticle(
            @Schema(required = true, minimum = "0", description = "Index of the name in the request, starting at 0.")
            int position,

            @Schema(required = true, description = "Name as sent in the request.")
            String name,

            @Schema(
                    required = true,
                    description = "`not-found` if no published article has the name. `withdrawn` if the article was"
                            + " withdrawn; `getArticle` returns the reason.")
            MissingReason reason) {}

    /** Reasons why a batch does not contain an article. */
    @Schema(name = "MissingReason", description = "Reason why no article is returned for a name.")
    enum MissingReason {

        /** No published article has the name. */
        @JsonProperty("not-found")
        NOT_FOUND,

        /** The article was withdrawn. */
        @JsonProperty("withdrawn")
        WITHDRAWN
    }

    private record NamedArticle(String name, UUID id, boolean withdrawn, int bytes) {}

    @POST
    @Blocking
    @Path("batch-get")
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "getArticleBatch",
            summary = "Get several articles by name",
            description = "Returns up to 100 published articles by id, slug or DOI, in the order of the request."
                    + " Names without a published article are listed in `missing`. Always returns published data."
                    + " Returns 422 if the articles have more than 20,000,000 bytes together before members are"
                    + " selected. With `include`, the articles also contain data of other operations. The request"
                    + " body must not exceed 500,000 bytes. Nothing is stored.")
    public Uni<Reply<Batch>> getArticleBatch(Body<BatchRequest> body, @Context RoutingContext context) {
        // A larger body has already acquired memory, so no more could be acquired for the articles.
        if (body.length() > MAX_BODY_BYTES) {
            throw Problems.tooLarge(MAX_BODY_BYTES);
        }
        RecordReader reader = new RecordReader();
        BatchRequest request = body.read(body.tree(), reader);
        reader.check("The batch request");
        Set<Inclusion> asked = Inclusion.read(
                request.include(), true, false, (code, message) -> reader.add("/include", code, message));
        FieldSelection selection = FieldSelection.read(
                request.fields(),
                ArticleView.class,
                IncludedData.of(ArticleInclusions.class, Inclusion.members(asked)),
                (code, message) -> reader.add("/fields", code, message));
        reader.check("The batch request");
        if (!asked.isEmpty()) {
            quotas.countSize(QuotaClass.SEARCH, asked.size(), context);
        }
        return queue.awaitTurn(context).map(turn -> batch(request.articles(), selection, asked));
    }

    private Reply<Batch> batch(List<String> names, FieldSelection selection, Set<Inclusion> asked) {
        Map<String, NamedArticle> found = find(names);
        Map<UUID, Integer> sizes = new HashMap<>();
        found.values().stream()
                .filter(article -> !article.withdrawn())
                .forEach(article -> sizes.put(article.id(), article.bytes()));
        long bytes = sizes.values().stream().mapToLong(Integer::longValue).sum();
        if (bytes > MAX_BYTES) {
            throw tooLarge(
                    "/articles",
                    "The articles have " + bytes + " bytes together. The maximum is " + MAX_BYTES
                            + ". Request fewer articles at a time.");
        }
        // The articles, the growing response and its copy are in memory at the same time.
        DocumentMemoryLimit.acquireForBody(4 * bytes);
        Map<UUID, byte[]> included = asked.isEmpty()
                ? Map.of()
                : loader.ofList(List.copyOf(sizes.keySet()), asked, message -> tooLarge("/include", message));
        Map<UUID, byte[]> records = new HashMap<>(documents.documentsOf(sizes.keySet()));
        included.forEach((id, data) -> records.computeIfPresent(
                id, (article, record) -> FieldSelection.with(record, IncludedData.MEMBER, data)));
        return Reply.of(Reply.forEditors(json(names, found, records, selection), null));
    }

    private static ProblemException tooLarge(String pointer, String message) {
        return Problems.invalid("The batch request", List.of(Finding.at(pointer, "too-large", message)));
    }

    /** Returns the articles that have the given names, keyed by the comparison key of the name. */
    private Map<String, NamedArticle> find(List<String> names) {
        List<String> ids = new ArrayList<>();
        List<String> dois = new ArrayList<>();
        List<String> slugs = new ArrayList<>();
        for (String name : names) {
            String key = key(name);
            (Ids.isUuidShaped(key) ? ids : key.indexOf('/') >= 0 ? dois : slugs).add(key);
        }
        Map<String, NamedArticle> found = new HashMap<>();
        sql.list(
                        FIND,
                        row -> new NamedArticle(
                                row.getString("name"),
                                Sql.uuid(row, "article"),
                                row.getBoolean("withdrawn"),
                                row.getInt("bytes")),
                        ids,
                        slugs,
                        dois)
                .forEach(article -> found.put(article.name(), article));
        return found;
    }

    /** Returns the form of a name in which names are compared: a lowercase id, the key of a DOI, or a slug. */
    private static String key(String name) {
        if (Ids.isUuidShaped(name)) {
            return UUID.fromString(name).toString();
        }
        if (name.indexOf('/') < 0) {
            return name;
        }
        try {
            return Doi.parse(name).key();
        } catch (InvalidValueException e) {
            // No article has an invalid DOI.
            return name;
        }
    }

    private static byte[] json(
            List<String> names, Map<String, NamedArticle> found, Map<UUID, byte[]> records, FieldSelection selection) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);
        write(out, "{\"items\":[");
        Set<UUID> listed = new HashSet<>();
        List<MissingArticle> missing = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            NamedArticle article = found.get(key(names.get(i)));
            byte[] record = article == null ? null : records.get(article.id());
            if (record == null) {
                MissingReason reason = article == null ? MissingReason.NOT_FOUND : MissingReason.WITHDRAWN;
                missing.add(new MissingArticle(i, names.get(i), reason));
            } else if (listed.add(article.id())) {
                write(out, listed.size() == 1 ? "" : ",");
                out.writeBytes(selection.selected(record));
            }
        }
        write(out, "],\"missing\":");
        out.writeBytes(Json.write(missing));
        write(out, "}");
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
