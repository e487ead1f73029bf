package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
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
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.desk.DeskRegistration.RegistrationRow;
import org.offprint.web.desk.FormControls.Advice;
import org.offprint.web.desk.FormLayout.Field;
import org.offprint.web.site.pages.InterfaceLanguage;

/** Overview of an article, with the contents of its sections and the readiness findings. */
@Path(DeskArticles.PATH + "/{id}")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskArticle {

    private final DeskPages pages;
    private final DeskCalls calls;

    DeskArticle(DeskPages pages, DeskCalls calls) {
        this.pages = pages;
        this.calls = calls;
    }

    /**
     * Section in the task list of an article.
     *
     * @param summary values of the section in a few words; empty if there are none
     * @param advice readiness findings about the section
     */
    public record SectionRow(String name, String summary, List<Advice> advice) {

        /** Returns whether an indexing service requires something that the section lacks. */
        public boolean hasMust() {
            return advice.stream().anyMatch(Advice::isMust);
        }
    }

    @GET
    @Operation(hidden = true)
    public Response getArticle(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            JsonNode article = calls.article(id);
            if (!article.path("id").asText().equals(id)) {
                return DeskPages.redirect(
                        DeskArticles.PATH + "/" + article.path("id").asText());
            }
            InterfaceLanguage language = pages.language(request);
            Map<String, List<Advice>> advice = FormControls.advice(calls.readiness(id));
            FormControls controls =
                    new FormControls(language, article.path("language").asText("en"), List.of(), advice, Map.of());
            List<SectionRow> sections = new ArrayList<>();
            for (String section : FormLayout.ARTICLE.sections()) {
                sections.add(row(section, article, advice, controls));
            }
            List<Advice> elsewhere = advice.entrySet().stream()
                    .filter(each -> FormLayout.ARTICLE.sectionOf(each.getKey()).isEmpty())
                    .flatMap(each -> each.getValue().stream())
                    .distinct()
                    .toList();
            Map<String, Object> data = new HashMap<>();
            data.put("article", ArticleRow.of(article, language));
            data.put("sections", sections);
            data.put("elsewhere", elsewhere);
            data.put("version", article.path("version").asInt(0));
            data.put(
                    "page",
                    article.path("version").asInt(0) > 0
                            ? article.at("/links/landingPage").asText("")
                            : "");
            data.put("scheduled", PublicationTime.shown(article.path("scheduledAt"), null, language));
            data.put("updated", PublicationTime.shown(article.path("updatedAt"), null, language));
            data.put("failures", article.path("scheduleProblem").findValuesAsText("message"));
            List<RegistrationRow> registrations = new ArrayList<>();
            calls.registrationsOf(id)
                    .path("items")
                    .forEach(item -> registrations.add(RegistrationRow.of(item, article, language)));
            data.put("registrations", registrations);
            data.put("withdrawal", article.at("/withdrawal/reason").asText(""));
            data.put("retraction", article.at("/retraction/reason").asText(""));
            return pages.page(
                    request, 200, "article.html", article.path("title").asText(), "articles", data);
        });
    }

    private static SectionRow row(
            String section, JsonNode article, Map<String, List<Advice>> advice, FormControls controls) {
        List<Field> fields = FormLayout.ARTICLE.fields(section);
        Map<String, JsonNode> values = ArticleForm.values(fields, article);
        List<String> filled = new ArrayList<>();
        for (Field field : fields) {
            JsonNode value = values.get(field.pointer());
            if (!value.isNull()) {
                String label = controls.label(field.pointer().substring(1).replace('/', '.'));
                filled.add(value.isArray() ? label + " (" + value.size() + ")" : label);
            }
        }
        List<Advice> open = advice.entrySet().stream()
                .filter(each -> FormLayout.ARTICLE
                        .sectionOf(each.getKey())
                        .filter(section::equals)
                        .isPresent())
                .flatMap(each -> each.getValue().stream())
                .distinct()
                .toList();
        return new SectionRow(section, String.join(" · ", filled), open);
    }
}
