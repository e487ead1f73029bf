package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.site.pages.InterfaceLanguage;

/**
 * Pages that complete an article with data that the service has found: organizations for printed affiliations, ORCID iDs for
 * contributors, and the parts and DOIs of references. Nothing is stored until the editor has accepted it.
 */
@Path(DeskArticles.PATH + "/{id}")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskMatches {

    /** Maximum number of affiliations, and of contributors, that a page matches. The next page matches the rest. */
    private static final int MAX_MATCHES = 20;

    private static final int MAX_CANDIDATES = 3;
    private static final int MAX_REFERENCES = 50;
    private static final double SURE = 0.95;

    /** Prefix of the form field with the chosen organization for an affiliation. The rest is the printed text. */
    private static final String AFFILIATION = "affiliation:";

    /** Prefix of the form field with the chosen ORCID iD. The rest is the name of the contributor. */
    private static final String PERSON = "person:";

    private final DeskPages pages;
    private final DeskCalls calls;

    DeskMatches(DeskPages pages, DeskCalls calls) {
        this.pages = pages;
        this.calls = calls;
    }

    /**
     * Organization or person that may be meant.
     *
     * @param value id of the organization, or ORCID iD
     * @param about place of the organization, or number of articles of the person
     * @param percent likelihood in percent; 0 if it is unknown
     */
    public record Candidate(String value, String label, String about, String link, int percent, boolean isSure) {}

    /** Printed text with its candidates. */
    public record Choice(String name, String text, List<Candidate> candidates) {

        /** Returns whether a candidate can be accepted without review. */
        public boolean isSure() {
            return candidates.stream().anyMatch(Candidate::isSure);
        }
    }

    /** Part of a reference with its name and text. */
    public record ReferencePart(String name, String text) {}

    /**
     * Reference with the parts and the DOI that the service suggests.
     *
     * @param percent confidence in percent
     * @param doi DOI of the work that the service has found; empty if there is none
     */
    public record Suggestion(
            String key, int number, String text, List<ReferencePart> parts, int percent, boolean isSure, String doi) {}

    @GET
    @Path("matches")
    @Operation(hidden = true)
    public Response getMatches(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            InterfaceLanguage language = pages.language(request);
            JsonNode article = calls.article(id);
            List<String> texts = unlinked(article);
            List<String> names = unidentified(article);
            List<Choice> affiliations = new ArrayList<>();
            texts.stream()
                    .limit(MAX_MATCHES)
                    .forEach(text -> affiliations.add(new Choice(AFFILIATION + text, text, organizations(text))));
            List<Choice> people = new ArrayList<>();
            names.stream().limit(MAX_MATCHES).forEach(name -> {
                List<Candidate> candidates = people(request, name, language);
                if (!candidates.isEmpty()) {
                    people.add(new Choice(PERSON + name, name, candidates));
                }
            });
            return pages.page(
                    request,
                    200,
                    "matches.html",
                    "deskMatch",
                    "articles",
                    Map.of(
                            "article",
                            ArticleRow.of(article, language),
                            "affiliations",
                            affiliations,
                            "people",
                            people,
                            "hasMore",
                            texts.size() > MAX_MATCHES));
        });
    }

    /** Returns the printed affiliations that are not linked to an organization. */
    private static List<String> unlinked(JsonNode article) {
        Set<String> texts = new LinkedHashSet<>();
        article.path("contributors")
                .forEach(contributor -> contributor.path("affiliations").forEach(mention -> {
                    if (isUnlinked(mention)) {
                        texts.add(mention.get("text").textValue());
                    }
                }));
        return List.copyOf(texts);
    }

    private static boolean isUnlinked(JsonNode mention) {
        return !mention.hasNonNull("id") && mention.path("text").isTextual();
    }

    /** Returns the names of people without an ORCID iD. */
    private static List<String> unidentified(JsonNode article) {
        Set<String> names = new LinkedHashSet<>();
        article.path("contributors").forEach(contributor -> {
            if (contributor.path("family").isTextual() && !contributor.hasNonNull("orcid")) {
                names.add(name(contributor));
            }
        });
        return List.copyOf(names);
    }

    private static String name(JsonNode contributor) {
        return List.of("given", "family", "suffix").stream()
                .map(part -> contributor.path(part).asText(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private List<Candidate> organizations(String text) {
        List<Candidate> candidates = new ArrayList<>();
        JsonNode found;
        try {
            found = calls.match(text, MAX_CANDIDATES);
        } catch (ProblemException e) {
            // Some printed texts cannot be matched, for example texts with more than 1,000 characters.
            if (e.problem().status() != 400) {
                throw e;
            }
            return List.of();
        }
        found.path("items").forEach(item -> {
            JsonNode organization = item.path("affiliation");
            String place = List.of("city", "country").stream()
                    .map(part -> organization.path(part).asText(""))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(", "));
            candidates.add(new Candidate(
                    organization.path("id").asText(),
                    organization.path("name").asText(item.path("name").asText()),
                    place,
                    organization.path("ror").asText(""),
                    (int) Math.round(100 * item.path("score").asDouble()),
                    item.path("sure").asBoolean()));
        });
        return candidates;
    }

    private List<Candidate> people(DeskRequest request, String name, InterfaceLanguage language) {
        List<Candidate> candidates = new ArrayList<>();
        calls.identified(request, name, MAX_CANDIDATES).path("items").forEach(person -> {
            String orcid = person.path("orcid").asText();
            candidates.add(new Candidate(
                    orcid,
                    orcid.substring(orcid.lastIndexOf('/') + 1),
                    language.text("results", person.path("articles").asLong()),
                    orcid,
                    0,
                    false));
        });
        return candidates;
    }

    @POST
    @Path("matches")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response saveMatches(@PathParam("id") String id, @BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            Map<String, String> chosen = DeskRequest.fields(form);
            JsonNode article = calls.article(id);
            String own = article.path("id").asText();
            ObjectNode changed = article.deepCopy();
            for (JsonNode contributor : changed.path("contributors")) {
                String orcid = chosen.getOrDefault(PERSON + name(contributor), "");
                if (!orcid.isEmpty() && contributor.path("family").isTextual() && !contributor.hasNonNull("orcid")) {
                    ((ObjectNode) contributor).put("orcid", orcid);
                }
                for (JsonNode mention : contributor.path("affiliations")) {
                    String organization = chosen.getOrDefault(
                            AFFILIATION + mention.path("text").asText(), "");
                    if (!organization.isEmpty() && isUnlinked(mention)) {
                        ((ObjectNode) mention).put("id", organization);
                    }
                }
            }
            JsonNode operations = JsonPatches.difference(article, changed);
            if (!operations.isEmpty()) {
                calls.patch(own, article.path("revision").asInt(), operations);
            }
            return DeskPages.redirect(DeskArticles.PATH + "/" + own + "/contributors?" + DeskPages.DONE + "="
                    + (operations.isEmpty() ? "unchanged" : "saved"));
        });
    }

    @GET
    @Path("parts")
    @Operation(hidden = true)
    public Response getParts(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            InterfaceLanguage language = pages.language(request);
            JsonNode article = calls.article(id);
            List<Suggestion> suggestions = new ArrayList<>();
            calls.references(article.path("id").asText()).path("items").forEach(item -> {
                // Parts that contradict the printed text are corrected in the text.
                boolean hasParts = item.path("suggestion").isObject()
                        && item.path("differs").isEmpty();
                if (hasParts || item.at("/found/doi").isTextual()) {
                    suggestions.add(suggestion(item, hasParts, language));
                }
            });
            return pages.page(
                    request,
                    200,
                    "parts-of-references.html",
                    "deskParts",
                    "articles",
                    Map.of(
                            "article",
                            ArticleRow.of(article, language),
                            "revision",
                            article.path("revision").asInt(),
                            "total",
                            suggestions.size(),
                            "suggestions",
                            suggestions.stream().limit(MAX_REFERENCES).toList()));
        });
    }

    private static Suggestion suggestion(JsonNode item, boolean hasParts, InterfaceLanguage language) {
        JsonNode suggested = item.path("suggestion");
        String text = item.at("/reference/text").asText("");
        Map<String, List<String>> parts = new LinkedHashMap<>();
        if (hasParts) {
            suggested.path("spans").forEach(span -> {
                int start = span.path("start").asInt();
                int end = span.path("end").asInt();
                if (start >= 0 && start < end && end <= text.length()) {
                    parts.computeIfAbsent(span.path("field").asText(), field -> new ArrayList<>())
                            .add(text.substring(start, end));
                }
            });
        }
        double confidence = suggested.path("confidence").asDouble();
        return new Suggestion(
                item.path("key").asText(),
                item.path("number").asInt(),
                text,
                parts.entrySet().stream()
                        .map(part -> new ReferencePart(
                                language.text("deskPart." + part.getKey()), String.join(" · ", part.getValue())))
                        .toList(),
                (int) Math.round(100 * confidence),
                hasParts && confidence >= SURE && !suggested.path("unfamiliar").asBoolean(),
                item.at("/found/doi").asText(""));
    }

    @POST
    @Path("parts")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response acceptParts(@PathParam("id") String id, @BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            ObjectNode acceptance = JsonNodeFactory.instance.objectNode();
            ArrayNode keys = acceptance.putArray("keys");
            ArrayNode dois = acceptance.putArray("dois");
            int revision = 0;
            for (Map.Entry<String, String> field : DeskRequest.pairs(form)) {
                switch (field.getKey()) {
                    case "key" -> keys.add(field.getValue());
                    case "doi" -> dois.add(field.getValue());
                    case "revision" -> revision = DeskRequest.number(field.getValue());
                    default -> {
                        // Other fields belong to the page.
                    }
                }
            }
            String own = calls.article(id).path("id").asText();
            boolean isChanged = !keys.isEmpty() || !dois.isEmpty();
            if (isChanged) {
                calls.acceptReferences(own, revision, acceptance);
            }
            return DeskPages.redirect(DeskArticles.PATH + "/" + own + "/parts?" + DeskPages.DONE + "="
                    + (isChanged ? "saved" : "unchanged"));
        });
    }
}
