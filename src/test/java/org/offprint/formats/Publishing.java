package org.offprint.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.rules.CompletedTexts;

/** Converts an imported record into its public representation, without a service. */
public final class Publishing {

    private Publishing() {}

    /**
     * Returns the published form of the article.
     * @param linked whether an affiliation is linked to an organization record if it has data besides its printed text
     */
    public static PublishedRecord publish(ObjectNode read, boolean linked) {
        ObjectNode body = read.deepCopy();
        JsonNode journal = body.remove("journal");
        JsonNode issue = body.remove("issue");
        JsonNode section = body.remove("section");
        Map<String, ObjectNode> affiliations = new LinkedHashMap<>();
        body.path("contributors").forEach(contributor -> {
            ((ObjectNode) contributor).remove("email");
            contributor.path("affiliations").forEach(mention -> number((ObjectNode) mention, affiliations, linked));
        });
        ObjectNode view = (ObjectNode) Json.tree(CompletedTexts.of(Json.read(Json.write(body), ArticleBody.class))
                .withoutEmails());
        String id = id(String.valueOf(read.path("doi").textValue()) + read.path("title"));
        view.put("id", id).put("slug", "article").put("version", 1);
        view.set("journal", referred(journal, "journal"));
        ObjectNode shown = (ObjectNode) view.get("journal");
        String slug = Slug.of(shown.path("title").textValue(), "journal").value();
        shown.put("slug", slug).withArray("/issns");
        if (issue != null) {
            view.set("issue", referred(issue, "issue"));
        }
        if (section != null) {
            view.set("section", referred(section, "section"));
        }
        ArrayNode numbered = view.putArray("affiliations");
        affiliations.values().forEach(numbered::add);
        view.putObject("links").put("self", "/v1/articles/" + id).put("landingPage", "/articles/article");
        view.put("publishedAt", "2026-01-05T10:00:00Z").put("updatedAt", "2026-01-05T10:00:00Z");
        return PublishedRecord.read(Json.write(view), "\"etag\"");
    }

    private static void number(ObjectNode mention, Map<String, ObjectNode> affiliations, boolean linked) {
        boolean isHeld = linked && (mention.has("name") || mention.has("ror"));
        ObjectNode known = mention.deepCopy();
        mention.retain("text");
        String key = isHeld ? known.deepCopy().without("text").toString() : "text " + known.path("text");
        ObjectNode affiliation = affiliations.computeIfAbsent(key, absent -> {
            ObjectNode made = known;
            if (isHeld) {
                made.put("id", id(key));
            } else {
                made.retain("text");
            }
            String text = made.path("text").asText(null);
            made.remove("text");
            if (!made.has("name")) {
                made.put("name", text);
            }
            return made.put("label", Integer.toString(affiliations.size() + 1));
        });
        if (affiliation.has("id")) {
            mention.put("id", affiliation.get("id").textValue());
        }
        mention.put("label", affiliation.get("label").textValue());
    }

    private static ObjectNode referred(JsonNode named, String kind) {
        return ((ObjectNode) named.deepCopy()).put("id", id(kind));
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
