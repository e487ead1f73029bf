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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.desk.FormControls.Option;
import org.offprint.web.site.pages.InterfaceLanguage;

/** Page that searches, filters and lists the articles of the editor's journals. */
@Path(DeskArticles.PATH)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskArticles {

    static final String PATH = "/desk/articles";

    private static final int PAGE_SIZE = 25;
    private static final int LAST_PAGE = 400;
    private static final List<String> FILTERS =
            List.of("journal", "status", "type", "year", "issue", "language", "missing");
    private static final List<String> LACKING =
            List.of("abstract", "doi", "orcid", "ror", "license", "references", "fulltext");
    private static final List<String> ORDERS = List.of("-updated", "-published", "title");

    private final DeskPages pages;
    private final DeskCalls calls;

    DeskArticles(DeskPages pages, DeskCalls calls) {
        this.pages = pages;
        this.calls = calls;
    }

    /** Link to the list with another status. */
    public record StatusView(String name, long count, String href, boolean isHere) {}

    @GET
    @Operation(hidden = true)
    public Response getArticles(@BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            InterfaceLanguage language = pages.language(request);
            Map<String, String> asked = request.filters();
            Map<String, String> filters = new LinkedHashMap<>();
            FILTERS.forEach(name -> {
                if (asked.containsKey(name)) {
                    filters.put(name, asked.get(name));
                }
            });
            String words = asked.get("q");
            String sort = ORDERS.contains(asked.getOrDefault("sort", ""))
                    ? asked.get("sort")
                    : words == null ? "-updated" : null;
            int page = asked.getOrDefault("page", "1").matches("[1-9][0-9]{0,2}")
                    ? Math.min(LAST_PAGE, Integer.parseInt(asked.getOrDefault("page", "1")))
                    : 1;
            JsonNode found;
            String error = "";
            try {
                found = calls.articles(
                        request, filters, words, page, PAGE_SIZE, sort, "status", "type:40", "year:30", "journal:100");
            } catch (ProblemException e) {
                if (e.problem().status() != 400) {
                    throw e;
                }
                error = e.problem().errors() == null
                        ? e.problem().title()
                        : String.join(
                                " ",
                                e.problem().errors().stream()
                                        .map(Finding::message)
                                        .toList());
                found = calls.articles(
                        request, Map.of(), null, 1, PAGE_SIZE, sort, "status", "type:40", "year:30", "journal:100");
            }
            return pages.page(
                    request,
                    error.isEmpty() ? 200 : 400,
                    "articles.html",
                    "articles",
                    "articles",
                    listed(found, asked, filters, page, error, language));
        });
    }

    private static Map<String, Object> listed(
            JsonNode found,
            Map<String, String> asked,
            Map<String, String> filters,
            int page,
            String error,
            InterfaceLanguage language) {
        long total = found.path("total").asLong();
        int last = (int) Math.max(1, Math.min(LAST_PAGE, (total + PAGE_SIZE - 1) / PAGE_SIZE));
        Map<String, Object> data = new HashMap<>();
        data.put("articles", ArticleRow.all(found.path("items"), language));
        data.put("total", total);
        data.put("error", error);
        data.put("words", asked.getOrDefault("q", ""));
        data.put("sort", asked.getOrDefault("sort", ""));
        data.put("status", filters.getOrDefault("status", ""));
        data.put("isFiltered", !filters.isEmpty() || asked.containsKey("q"));
        data.put("opened", filters.keySet().stream().anyMatch(name -> !name.equals("status")));
        data.put("views", views(found.at("/facets/status"), asked));
        data.put("journals", options(found.at("/facets/journal"), filters.get("journal"), null, language));
        data.put("types", options(found.at("/facets/type"), filters.get("type"), "type.", language));
        data.put("years", options(found.at("/facets/year"), filters.get("year"), null, language));
        data.put(
                "lacking",
                LACKING.stream()
                        .map(each ->
                                new Option(each, language.text("has." + each), each.equals(filters.get("missing"))))
                        .toList());
        data.put("page", page);
        data.put("last", last);
        data.put("previous", page > 1 ? at(asked, Math.min(page - 1, last)) : "");
        data.put("following", page < last ? at(asked, page + 1) : "");
        return data;
    }

    private static String at(Map<String, String> asked, int page) {
        Map<String, String> parameters = new LinkedHashMap<>(asked);
        parameters.put("page", Integer.toString(page));
        return DeskRequest.address(PATH, parameters);
    }

    private static List<StatusView> views(JsonNode facet, Map<String, String> asked) {
        List<StatusView> views = new ArrayList<>();
        long all = 0;
        for (JsonNode value : facet) {
            String status = value.path("value").asText();
            all += value.path("count").asLong();
            views.add(new StatusView(
                    status,
                    value.path("count").asLong(),
                    withStatus(asked, status),
                    status.equals(asked.get("status"))));
        }
        views.add(0, new StatusView("all", all, withStatus(asked, null), !asked.containsKey("status")));
        return views;
    }

    private static String withStatus(Map<String, String> asked, String status) {
        Map<String, String> parameters = new LinkedHashMap<>(asked);
        parameters.put("status", status);
        parameters.remove("page");
        return DeskRequest.address(PATH, parameters);
    }

    /** Returns the values of a facet as options, with their counts. */
    private static List<Option> options(JsonNode facet, String chosen, String group, InterfaceLanguage language) {
        List<Option> options = new ArrayList<>();
        facet.forEach(value -> {
            String word = value.path("value").asText();
            String label = group == null ? value.path("label").asText() : language.text(group + word);
            options.add(new Option(
                    word,
                    label + " (" + language.number(value.path("count").asLong()) + ")",
                    value.path("selected").asBoolean() || word.equals(chosen)));
        });
        return options;
    }
}
