package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.security.Caller;
import org.offprint.web.desk.FormControls.Option;
import org.offprint.web.desk.FormLayout.Field;
import org.offprint.web.site.pages.InterfaceLanguage;

/** Form that creates an article. */
@Path(DeskNewArticle.PATH)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskNewArticle {

    static final String PATH = DeskArticles.PATH + "/new";

    private static final String JOURNAL = "/journal";

    /** Fields of a new article. All other fields are filled in afterwards. */
    private static final List<Field> NEW = FormLayout.ARTICLE.fields("title").stream()
            .filter(field -> List.of("/type", "/title", "/language").contains(field.pointer()))
            .toList();

    private final DeskPages pages;
    private final DeskCalls calls;
    private final Caller caller;

    DeskNewArticle(DeskPages pages, DeskCalls calls, Caller caller) {
        this.pages = pages;
        this.calls = calls;
        this.caller = caller;
    }

    @GET
    @Operation(hidden = true)
    public Response getNew(@BeanParam DeskRequest request) {
        return pages.answer(
                request,
                null,
                () -> form(
                        request,
                        200,
                        Map.of(),
                        request.parameter("journal"),
                        UUID.randomUUID().toString(),
                        List.of()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response create(@BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            List<Map.Entry<String, String>> pairs = DeskRequest.pairs(form);
            Map<String, JsonNode> values = ArticleForm.read(NEW, pairs, Map.of());
            Map<String, String> others = DeskRequest.fields(form);
            String nonce = others.getOrDefault("nonce", "");
            ObjectNode article = JsonNodeFactory.instance.objectNode().put("journal", others.get(JOURNAL));
            try {
                // The same form that is sent twice creates one article. A changed form creates another one.
                JsonNode created = calls.create(
                        ArticleForm.with(article, NEW, values), DigestUtils.sha256Hex(nonce + "\n" + form));
                return DeskPages.redirect(
                        DeskArticles.PATH + "/" + created.path("id").asText() + "?done=created");
            } catch (ProblemException e) {
                if (e.problem().errors() == null || e.problem().errors().isEmpty()) {
                    throw e;
                }
                return form(
                        request,
                        422,
                        values,
                        others.get(JOURNAL),
                        nonce,
                        e.problem().errors());
            }
        });
    }

    private Response form(
            DeskRequest request,
            int status,
            Map<String, JsonNode> values,
            String journal,
            String nonce,
            List<Finding> findings) {
        InterfaceLanguage language = pages.language(request);
        List<Option> journals = new ArrayList<>();
        Map<String, JsonNode> shown = new LinkedHashMap<>(values);
        for (JsonNode each : calls.journals(request, caller.journals()).path("items")) {
            String id = each.path("id").asText();
            journals.add(new Option(id, each.path("title").asText(), id.equals(journal)));
            if (each.has("language") && (journal == null || id.equals(journal))) {
                shown.putIfAbsent("/language", each.get("language"));
            }
        }
        shown.putIfAbsent("/type", JsonNodeFactory.instance.textNode("research-article"));
        FormControls controls = new FormControls(
                language,
                shown.getOrDefault("/language", JsonNodeFactory.instance.textNode("en"))
                        .asText("en"),
                findings,
                Map.of(),
                Map.of());
        return pages.page(
                request,
                status,
                "new.html",
                "deskNewArticle",
                "articles",
                Map.of("controls", controls.controls(NEW, shown), "journals", journals, "nonce", nonce));
    }
}
