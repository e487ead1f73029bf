package org.offprint.web.harvest.sitemap;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.TdmReservation;
import org.offprint.formats.markdown.MarkdownArticles;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.JournalBody;
import org.offprint.platform.database.sql.ReplicaReads;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Facet;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.ThrottledSearch;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/**
 * REST resource for files that describe the service to programs: {@code /llms.txt} for language models and {@code
 * /.well-known/tdmrep.json} for text and data mining.
 */
@Path("/")
@PermitAll
@Produces(MediaType.WILDCARD)
@QuotaOf(QuotaClass.SEARCH)
public class MachineFilesResource {

    private static final int MAX_JOURNALS = 100;
    private static final int MAX_LICENSES = 100;

    private final ThrottledSearch index;
    private final ReplicaReads reads;
    private final TdmReservation reservation;
    private final PublicUrl publicUrl;

    MachineFilesResource(ThrottledSearch index, ReplicaReads reads, TdmReservation reservation, PublicUrl publicUrl) {
        this.index = index;
        this.reads = reads;
        this.reservation = reservation;
        this.publicUrl = publicUrl;
    }

    private record ListedJournal(String slug, JournalBody body) {}

    @GET
    @Path("llms.txt")
    @Operation(hidden = true)
    public Response getLlmsTxt(@Context HttpHeaders headers, @Context UriInfo uri) {
        String base = publicUrl.base(uri);
        List<ListedJournal> journals = reads.read(sql -> sql.list(
                "select slug, body from journal order by sort_key, id limit ?",
                row -> new ListedJournal(row.getString("slug"), Json.read(row.getString("body"), JournalBody.class)),
                MAX_JOURNALS));
        return answer(llmsTxt(journals, articles(0).total(), base), MarkdownArticles.CONTENT_TYPE, headers);
    }

    private static String llmsTxt(List<ListedJournal> journals, long articles, String base) {
        StringBuilder text = new StringBuilder("# ")
                .append(
                        journals.size() == 1
                                ? line(journals.get(0).body().title())
                                : "Journals at " + base.substring(base.indexOf("://") + 3))
                .append("\n\n> ");
        if (journals.size() == 1) {
            JournalBody journal = journals.get(0).body();
            text.append("Scholarly journal");
            journal.issns()
                    .forEach(issn -> text.append(", ISSN ").append(issn.value().value()));
            text.append(journal.publisher() == null ? "" : ", " + line(journal.publisher()));
        } else {
            text.append("Scholarly journals");
        }
        text.append("; ").append(articles).append(" articles.\n\n");
        text.append("Every article is at `/articles/{slug}`, and as Markdown with its full text at"
                + " `/articles/{slug}.md`. Cite articles by DOI. The member `retraction` of the front matter states"
                + " whether an article is retracted.\n\n## Read\n\n");
        link(text, "Search", base + "/v1/articles?q=", "JSON; `fields` selects the members of each article");
        link(text, "MCP", base + "/mcp", "Model Context Protocol, read only");
        link(text, "API", base + "/openapi", "OpenAPI 3.1 document of the whole API");
        if (journals.size() > 1) {
            text.append("\n## Journals\n\n");
            journals.forEach(journal -> link(
                    text,
                    line(journal.body().title()),
                    base + "/v1/articles?journal=" + journal.slug(),
                    "articles of the journal, newest first"));
        }
        text.append("\n## Optional\n\n");
        link(text, "All articles", base + "/v1/exports/articles.jsonl.gz", "one JSON record per line, for text mining");
        link(text, "OAI-PMH", base + "/oai?verb=Identify", "metadata harvesting");
        return text.toString();
    }

    private static void link(StringBuilder text, String name, String address, String note) {
        text.append("- [")
                .append(name)
                .append("](")
                .append(address)
                .append("): ")
                .append(note)
                .append('\n');
    }

    /** Returns text in one line, without the characters that end a link in Markdown. */
    private static String line(String text) {
        return text.replaceAll("\\s+", " ").replace("[", "(").replace("]", ")").strip();
    }

    /**
     * Returns the rules for all articles. A rule is stated only if it applies to every article, because the declarations
     * of single articles in headers and meta elements cannot withdraw a rule.
     */
    @GET
    @Path(".well-known/tdmrep.json")
    @Operation(hidden = true)
    public Response getTdmRules(@Context HttpHeaders headers) {
        SearchAnswer answer = articles(MAX_LICENSES);
        long open = answer.facets().stream()
                .map(Facet::values)
                .flatMap(List::stream)
                .filter(license -> TdmReservation.isOpen(license.value()))
                .mapToLong(SearchAnswer.Value::count)
                .sum();
        List<Map<String, Object>> rules = new ArrayList<>();
        if (answer.total() > 0 && open == answer.total()) {
            rules.add(rule("0", null));
        } else if (answer.total() > 0 && open == 0 && reservation.policy() != null) {
            rules.add(rule("1", reservation.policy()));
        }
        return answer(new String(Json.write(rules), StandardCharsets.UTF_8), MediaType.APPLICATION_JSON, headers);
    }

    private static Map<String, Object> rule(String value, String policy) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("location", value.equals("0") ? "/" : "/articles/*");
        rule.put(TdmReservation.HEADER, Integer.valueOf(value));
        if (policy != null) {
            rule.put(TdmReservation.POLICY_HEADER, policy);
        }
        return rule;
    }

    /** Returns the number of published articles, with the most frequent licences. */
    private SearchAnswer articles(int licenses) {
        return index.search(new SearchRequest(
                Audience.READERS,
                null,
                RecordKind.ARTICLE,
                new SearchQuery.All(),
                Map.of(),
                SortOrder.NEWEST,
                new PagePosition.Numbered(1),
                1,
                licenses == 0 ? List.of() : List.of(new FacetRequest(TermField.LICENSE, licenses, Set.of())),
                false));
    }

    private static Response answer(String text, String type, HttpHeaders headers) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return Reply.forReaders(headers, body, EntityTag.of(body), null)
                .type(type)
                .build();
    }
}
