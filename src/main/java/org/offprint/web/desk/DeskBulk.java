package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.site.pages.InterfaceLanguage;

/**
 * Page that publishes several articles. It first shows the articles with the reasons that prevent their publication. Then it
 * publishes each article separately, so that a refused article does not prevent the others from being published.
 */
@Path(DeskBulk.PATH)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskBulk {

    static final String PATH = DeskArticles.PATH + "/bulk";

    private static final String ID = "id";

    /** Maximum number of articles per request. */
    private static final int MAX_ARTICLES = 100;

    private final DeskPages pages;
    private final DeskCalls calls;

    DeskBulk(DeskPages pages, DeskCalls calls) {
        this.pages = pages;
        this.calls = calls;
    }

    /**
     * Selected article.
     *
     * @param outcome {@code ready}, {@code refused}, {@code published}, {@code changed} if another editor has changed the
     *     article, {@code unchanged} if there is nothing to publish, or {@code unknown} if the article does not exist
     * @param reasons messages of the API if the outcome is {@code refused}
     */
    public record Selected(String id, int revision, ArticleRow article, String outcome, List<String> reasons) {}

    @GET
    @Operation(hidden = true)
    public Response getBulk(@BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            List<Selected> selected = new ArrayList<>();
            ids(request.http().query()).forEach(id -> selected.add(publish(request, id, null)));
            return page(request, selected, false);
        });
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response publish(@BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            Map<String, String> sent = DeskRequest.fields(form);
            List<Selected> outcomes = new ArrayList<>();
            ids(form).forEach(id -> outcomes.add(publish(request, id, sent.getOrDefault("revision:" + id, "0"))));
            return page(request, outcomes, true);
        });
    }

    private static Stream<String> ids(String encoded) {
        return DeskRequest.pairs(encoded).stream()
                .filter(pair -> pair.getKey().equals(ID))
                .map(Map.Entry::getValue)
                .distinct()
                .limit(MAX_ARTICLES);
    }

    /**
     * Publishes an article, or checks whether it can be published.
     *
     * @param seen revision that the editor has seen; null to check the article
     */
    private Selected publish(DeskRequest request, String id, String seen) {
        InterfaceLanguage language = pages.language(request);
        JsonNode article;
        try {
            article = calls.article(id);
        } catch (ProblemException e) {
            return new Selected(id, 0, null, "unknown", List.of());
        }
        int revision = article.path("revision").asInt();
        String own = article.path(ID).asText();
        ArticleRow row = ArticleRow.of(article, language);
        if (!row.isPublishable()) {
            return new Selected(own, revision, row, "unchanged", List.of());
        }
        if (seen != null && !seen.equals(Integer.toString(revision))) {
            return new Selected(own, revision, row, "changed", List.of());
        }
        try {
            calls.publish(own, revision, JsonNodeFactory.instance.objectNode(), seen == null);
            return new Selected(own, revision, row, seen == null ? "ready" : "published", List.of());
        } catch (ProblemException e) {
            return e.problem().status() == 412
                    ? new Selected(own, revision, row, "changed", List.of())
                    : new Selected(own, revision, row, "refused", reasons(e));
        }
    }

    private static List<String> reasons(ProblemException failure) {
        List<Finding> errors = failure.problem().errors();
        return errors == null || errors.isEmpty()
                ? List.of(Optional.ofNullable(failure.problem().detail())
                        .orElse(failure.problem().title()))
                : errors.stream().map(Finding::message).toList();
    }

    private Response page(DeskRequest request, List<Selected> selected, boolean isDone) {
        Map<String, Long> counts =
                selected.stream().collect(Collectors.groupingBy(Selected::outcome, Collectors.counting()));
        return pages.page(
                request,
                200,
                "bulk.html",
                "deskBulk",
                "articles",
                Map.of(
                        "selected",
                        selected,
                        "isDone",
                        isDone,
                        "ready",
                        counts.getOrDefault("ready", 0L),
                        "published",
                        counts.getOrDefault("published", 0L),
                        "again",
                        DeskRequest.address(PATH, Map.of())
                                + selected.stream()
                                        .filter(each ->
                                                List.of("refused", "changed").contains(each.outcome()))
                                        .map(each -> "&id=" + each.id())
                                        .collect(Collectors.joining())
                                        .replaceFirst("&", "?")));
    }
}
