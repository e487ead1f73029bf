package org.offprint.web.api.lists;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.search.Suggestion;
import org.offprint.search.schema.RecordKind;

/** Autocomplete suggestion, as returned to clients. */
@Schema(name = "Suggestion", description = "Record or name that completes the input.")
public record SuggestionView(
        @Schema(
                required = true,
                enumeration = {"article", "issue", "journal", "contributor", "affiliation", "keyword"},
                description = "Kind of record or name that is suggested.")
        String type,

        @Schema(
                required = true,
                description = "Id of the suggested record. For a contributor, the ORCID iD or, if there is none, the"
                        + " exact name. For a keyword, the keyword itself.",
                examples = "01941f29-7c00-7000-8004-000000000002")
        String id,

        @Schema(required = true, description = "Title or name to display.", examples = "Soil carbon")
        String text,

        @Schema(
                description = "Number of published articles in the list `links.articles`. Omitted for articles and"
                        + " issues.",
                examples = "12")
        Long count,

        @Schema(
                required = true,
                description = "Links of the suggestion. `self` is the URL of the record, and `articles` is the URL of"
                        + " the list of its articles.",
                examples = "{\"articles\": \"/v1/articles?keyword=Soil+carbon\"}")
        Map<String, String> links) {

    /** Record kinds, keyed by the type name used in the API. */
    static final Map<String, RecordKind> TYPES = Stream.of(RecordKind.values())
            .collect(Collectors.toUnmodifiableMap(SuggestionView::typeName, kind -> kind));

    /** Returns the type names that the API uses for record kinds. */
    public static List<String> typeNames() {
        return Stream.of(RecordKind.values()).map(SuggestionView::typeName).toList();
    }

    static SuggestionView of(Suggestion suggestion) {
        RecordKind kind = suggestion.kind();
        String id = kind == RecordKind.KEYWORD ? suggestion.text() : suggestion.key();
        return new SuggestionView(typeName(kind), id, suggestion.text(), suggestion.articles(), links(kind, id));
    }

    private static String typeName(RecordKind kind) {
        return switch (kind) {
            case ARTICLE -> "article";
            case ISSUE -> "issue";
            case JOURNAL -> "journal";
            case AFFILIATION -> "affiliation";
            case PERSON -> "contributor";
            case KEYWORD -> "keyword";
        };
    }

    private static Map<String, String> links(RecordKind kind, String id) {
        return switch (kind) {
            case ARTICLE -> Map.of("self", "/v1/articles/" + id);
            case ISSUE -> Map.of("self", "/v1/issues/" + id);
            case JOURNAL -> both("/v1/journals/" + id, articles("journal", id));
            case AFFILIATION -> both("/v1/affiliations/" + id, articles("affiliation", id));
            case PERSON -> Map.of("articles", articles("author", id));
            case KEYWORD -> Map.of("articles", articles("keyword", id));
        };
    }

    /** Returns the links of a suggestion in a fixed order, so that all nodes send identical responses. */
    private static Map<String, String> both(String self, String articles) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("articles", articles);
        return links;
    }

    private static String articles(String filter, String value) {
        return "/v1/articles?" + filter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
