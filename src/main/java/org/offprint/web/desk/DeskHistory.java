package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.desk.DeskPublishing.Change;
import org.offprint.web.site.pages.InterfaceLanguage;

/** Changes of an article, comparisons of earlier states with the current one, and their restoration. */
@Path(DeskArticles.PATH + "/{id}/history")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskHistory {

    private static final int PAGE = 100;

    private final DeskPages pages;
    private final DeskCalls calls;

    DeskHistory(DeskPages pages, DeskCalls calls) {
        this.pages = pages;
        this.calls = calls;
    }

    /**
     * Change of an article.
     *
     * @param before revision before the change; 0 if there is none
     * @param members names of the changed members
     */
    public record Entry(int revision, int before, String at, String by, String action, String members) {}

    @GET
    @Operation(hidden = true)
    public Response getHistory(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            InterfaceLanguage language = pages.language(request);
            JsonNode article = calls.article(id);
            JsonNode history = calls.history(request, article.path("id").asText(), request.parameter("cursor"), PAGE);
            JsonNode items = history.path("items");
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                JsonNode item = items.get(i);
                List<String> members = new ArrayList<>();
                item.path("changed").forEach(member -> {
                    String label = "deskField." + member.asText();
                    members.add(language.has(label) ? language.text(label) : member.asText());
                });
                entries.add(new Entry(
                        item.path("revision").asInt(),
                        items.path(i + 1).path("revision").asInt(),
                        PublicationTime.shown(item.path("at"), null, language),
                        item.path("by").asText(),
                        item.path("action").asText(),
                        String.join(" · ", members)));
            }
            String path = request.path();
            String newer = DeskPages.listPage(path, history.at("/page/prev").asText(""));
            Map<String, Object> data = new HashMap<>();
            data.put("article", ArticleRow.of(article, language));
            data.put("entries", entries);
            data.put("isNewest", newer.isEmpty());
            data.put("newer", newer);
            data.put("older", DeskPages.listPage(path, history.at("/page/next").asText("")));
            return pages.page(request, 200, "history.html", "deskHistory", "articles", data);
        });
    }

    @GET
    @Path("{revision}")
    @Operation(hidden = true)
    public Response getRevision(
            @PathParam("id") String id, @PathParam("revision") String revision, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> comparison(request, 200, calls.article(id), number(revision), ""));
    }

    @POST
    @Path("{revision}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response restore(
            @PathParam("id") String id,
            @PathParam("revision") String revision,
            @BeanParam DeskRequest request,
            String form) {
        return pages.answer(request, form, () -> {
            JsonNode article = calls.article(id);
            String own = article.path("id").asText();
            int seen = DeskRequest.number(DeskRequest.fields(form).get("revision"));
            try {
                calls.restore(own, number(revision), seen, false);
            } catch (ProblemException e) {
                if (e.problem().status() != 412) {
                    throw e;
                }
                return comparison(request, 409, calls.article(id), number(revision), "deskChangedSince");
            }
            return DeskPages.redirect(DeskArticles.PATH + "/" + own + "?" + DeskPages.DONE + "=restored");
        });
    }

    private static int number(String revision) {
        int number = DeskRequest.number(revision);
        if (number == 0) {
            throw Problems.notFound("revision", revision);
        }
        return number;
    }

    /** Returns a page that compares an earlier state with the current one, from a dry run of the restoration. */
    private Response comparison(DeskRequest request, int status, JsonNode article, int target, String notice) {
        InterfaceLanguage language = pages.language(request);
        int revision = article.path("revision").asInt();
        JsonNode restored = calls.restore(article.path("id").asText(), target, revision, true);
        List<Change> changes = DeskPublishing.changes(article, restored, true, language);
        Map<String, Object> data = new HashMap<>();
        data.put("article", ArticleRow.of(article, language));
        data.put("target", target);
        data.put("revision", revision);
        data.put("changes", changes);
        data.put("notice", notice);
        return pages.page(request, status, "revision.html", "deskRestore", "articles", data);
    }
}
