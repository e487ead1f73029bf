package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.security.Caller;
import org.offprint.web.site.pages.InterfaceLanguage;

/** First page of the desk, which shows the work that is waiting. */
@Path(DeskPages.HOME)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskHome {

    private static final int NEWEST = 8;
    private static final int NEXT = 5;

    /** Kinds of data whose absence from published articles the page counts, as values of the filter {@code missing}. */
    private static final List<String> EXPECTED =
            List.of("abstract", "doi", "orcid", "license", "references", "fulltext");

    /** Query parameter of links that skip the first steps of an empty service. */
    private static final String LATER = "later";

    private final DeskPages pages;
    private final DeskCalls calls;
    private final Caller caller;

    DeskHome(DeskPages pages, DeskCalls calls, Caller caller) {
        this.pages = pages;
        this.calls = calls;
        this.caller = caller;
    }

    /** States of registrations that an editor must act on. */
    private static final List<String> STUCK = List.of("held", "refused", "warned", "blocked");

    /** Number of articles or registrations with a link to their list. */
    public record Waiting(String name, long count, String href) {}

    /** Article whose publication is scheduled. */
    public record Scheduled(ArticleRow article, String at, boolean hasFailed) {}

    @GET
    @Operation(hidden = true)
    public Response getHome(@BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            InterfaceLanguage language = pages.language(request);
            JsonNode newest = calls.articles(request, Map.of(), null, 1, NEWEST, "-updated", "status");
            boolean hasJournals = newest.path("total").asLong() > 0
                    || calls.journals(request, caller.journals()).path("total").asLong() > 0;
            if (!hasJournals && caller.isAdmin() && request.parameter(LATER) == null) {
                return DeskPages.redirect(DeskPages.WELCOME);
            }
            List<Waiting> waiting = new ArrayList<>();
            newest.at("/facets/status")
                    .forEach(value -> waiting.add(new Waiting(
                            value.path("value").asText(),
                            value.path("count").asLong(),
                            "/desk/articles?status=" + value.path("value").asText())));
            waiting.removeIf(each -> each.name().equals("published"));
            return pages.page(
                    request,
                    200,
                    "home.html",
                    "deskHome",
                    "home",
                    Map.of(
                            "hasJournals",
                            hasJournals,
                            "isAdmin",
                            caller.isAdmin(),
                            "id",
                            caller.keyId().toString(),
                            "waiting",
                            waiting,
                            "total",
                            newest.path("total").asLong(),
                            "newest",
                            ArticleRow.all(newest.path("items"), language),
                            "registrations",
                            registrations(request),
                            "next",
                            next(request, language),
                            "lacking",
                            lacking(request)));
        });
    }

    private List<Waiting> registrations(DeskRequest request) {
        List<Waiting> waiting = new ArrayList<>();
        for (JsonNode value : calls.registrations(request, Map.of(), null, 1).at("/facets/state")) {
            String state = value.path("value").asText();
            if (STUCK.contains(state)) {
                waiting.add(
                        new Waiting(state, value.path("count").asLong(), DeskRegistration.PATH + "?state=" + state));
            }
        }
        return waiting;
    }

    /** Returns scheduled articles that were changed last, in order of publication. */
    private List<Scheduled> next(DeskRequest request, InterfaceLanguage language) {
        List<JsonNode> articles = new ArrayList<>();
        calls.articles(request, Map.of("status", "scheduled"), null, 1, NEXT, "-updated")
                .path("items")
                // Items of lists do not contain the time of publication.
                .forEach(item -> articles.add(calls.article(item.path("id").asText())));
        return articles.stream()
                .sorted(Comparator.comparing(
                        article -> article.path("scheduledAt").asText()))
                .map(article -> new Scheduled(
                        ArticleRow.of(article, language),
                        PublicationTime.shown(article.path("scheduledAt"), null, language),
                        article.has("scheduleProblem")))
                .toList();
    }

    private List<Waiting> lacking(DeskRequest request) {
        List<Waiting> lacking = new ArrayList<>();
        for (String each : EXPECTED) {
            long count = calls.articles(request, Map.of("status", "published", "missing", each), null, 1, 1, null)
                    .path("total")
                    .asLong();
            if (count > 0) {
                lacking.add(new Waiting(each, count, "/desk/articles?status=published&missing=" + each));
            }
        }
        return lacking;
    }
}
