package org.offprint.web.api.lists;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.web.api.Viewer.View;

/**
 * Language of the translated members of articles in a response. With {@code view=localized}, the members of the
 * translation that best matches {@code Accept-Language} replace the members of the article. Languages are matched by the
 * lookup of RFC 4647. If no language matches, the article keeps its own language.
 */
public final class Localization {

    /** Description of the query parameter {@code view} of operations that return articles. */
    public static final String PARAMETER =
            "Set to `localized` to get published data in the language that the client prefers. The translation that"
                    + " best matches the header `Accept-Language` replaces `title`, `subtitle`, `abstract` and `keywords`."
                    + " In this case, `translations` is empty, and the member `localized` contains the language of each"
                    + " replaced member. Set to `public` to get published data with all translations even if the request has the"
                    + " credentials of an editor. Without `view`, editors get the working copies of their journals.";

    /** Accepted values of the query parameter {@code view} of operations that return articles. */
    public enum LocalizedView {

        /** Requests published data only, as returned to clients without credentials. */
        @JsonProperty("public")
        PUBLIC,

        /** Requests published data in one language. */
        @JsonProperty("localized")
        LOCALIZED
    }

    /** Name of the member that contains the language of each replaced member. */
    static final String MEMBER = "localized";

    /** Maximum number of languages that a request can select from, to limit the time for a page of articles. */
    private static final int MAX_RANGES = 20;

    private static final String TRANSLATIONS = "translations";
    private static final String LANGUAGE = "language";

    /** Members of an article that have translations, each followed by its form with markup. */
    private static final List<List<String>> MEMBERS = List.of(
            List.of("title", "titleHtml"),
            List.of("subtitle"),
            List.of("abstract", "abstractHtml"),
            List.of("keywords"));

    /** No localization: articles are returned with all their translations. */
    static final Localization NONE = new Localization(null, null);

    private final ParameterValue<View> view;
    private final List<LanguageRange> ranges; // Null if articles are not localized.

    private Localization(ParameterValue<View> view, List<LanguageRange> ranges) {
        this.view = view;
        this.ranges = ranges;
    }

    /**
     * Parses the query parameter {@code view}, and the header {@code Accept-Language} if the parameter is {@code
     * localized}.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the value of {@code view} is unknown
     */
    public static Localization read(ParameterValue<LocalizedView> view, HttpHeaders headers) {
        if (view == null) {
            return NONE;
        }
        Parameters parameters = new Parameters();
        boolean isLocalized = parameters.oneOf("view", view.text(), Map.of("public", false, MEMBER, true), false);
        parameters.check();
        return new Localization(
                new ParameterValue<>("public"),
                isLocalized ? ranges(headers.getRequestHeader(HttpHeaders.ACCEPT_LANGUAGE)) : null);
    }

    /** Returns the language ranges of a request. A malformed header is ignored. */
    private static List<LanguageRange> ranges(List<String> header) {
        if (header == null || header.isEmpty()) {
            return List.of();
        }
        try {
            List<LanguageRange> ranges = LanguageRange.parse(String.join(",", header));
            return ranges.subList(0, Math.min(MAX_RANGES, ranges.size()));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** Returns the requested view without the language, or null if the request has no view. */
    public ParameterValue<View> view() {
        return view;
    }

    /** Returns whether articles are returned in one language. */
    public boolean isRequested() {
        return ranges != null;
    }

    /** Returns the JSON of a record in which all articles are in the requested language. */
    public byte[] apply(byte[] record) {
        return isRequested() ? Json.write(localized(record)) : record;
    }

    private JsonNode localized(byte[] record) {
        JsonNode tree = Json.read(record, JsonNode.class);
        List<JsonNode> open = new ArrayList<>(List.of(tree));
        while (!open.isEmpty()) {
            JsonNode node = open.remove(open.size() - 1);
            if (node instanceof ObjectNode object && object.path(TRANSLATIONS).isObject()) {
                localize(object);
            }
            node.forEach(open::add);
        }
        return tree;
    }

    private void localize(ObjectNode article) {
        String own = article.path(LANGUAGE).asText("");
        if (own.isEmpty()) {
            return;
        }
        JsonNode translations = article.get(TRANSLATIONS);
        List<String> languages = new ArrayList<>(List.of(own));
        translations.fieldNames().forEachRemaining(languages::add);
        String language = Locale.lookupTag(ranges, languages);
        article.putObject(TRANSLATIONS);
        if (language == null || language.equalsIgnoreCase(own)) {
            return;
        }
        ObjectNode replaced = article.objectNode();
        for (Map.Entry<String, JsonNode> translation : translations.properties()) {
            // The lookup can change the letters of a tag to lowercase.
            if (translation.getKey().equalsIgnoreCase(language)) {
                replace(article, translation.getKey(), translation.getValue(), replaced);
            }
        }
        article.set(MEMBER, replaced);
    }

    private static void replace(ObjectNode article, String language, JsonNode translation, ObjectNode replaced) {
        for (List<String> members : MEMBERS) {
            String member = members.get(0);
            JsonNode value = translation.path(member);
            if (!value.isMissingNode() && !(value.isArray() && value.isEmpty())) {
                members.forEach(name -> set(article, name, translation.get(name)));
                replaced.put(member, language);
            }
        }
    }

    private static void set(ObjectNode article, String name, JsonNode value) {
        if (value == null) {
            article.remove(name);
        } else {
            article.set(name, value);
        }
    }

    /** Adds the header {@code Vary} to a response in the requested language. */
    public ResponseBuilder addTo(ResponseBuilder response) {
        return isRequested() ? response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE) : response;
    }
}
