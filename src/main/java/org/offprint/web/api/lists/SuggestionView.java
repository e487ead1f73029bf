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

/** A suggestion as it goes out. */
@Schema(name = "Suggestion", description = "Something that may be meant by what was typed.")
public record SuggestionView(
        @Schema(
                required = true,
                enumeration = {"article", "issue", "journal", "contributor", "affiliation", "keyword"})
        String type,

        @Schema(
                required = true,
                description = "The id of the record; of a contributor the ORCID iD, or the exact name where there is"
                        + " none; of a keyword the keyword.",
                examples = "01941f29-7c00-7000-8004-000000000002")
        String id,

        @Schema(required = true, description = "What to show to people: a title or a name.", examples = "Soil carbon")
        String text,

        @Schema(
                description = "How many published articles it leads to; absent of articles and issues.",
                examples = "12")
        Long count,

        @Schema(
                required = true,
                description = "`self` is the record, `articles` the list of its articles.",
                examples = "{\"articles\": \"/v1/articles?keyword=Soil+carbon\"}")
        Map<String, String> links) {

    /** The kinds of suggestions by their words. */
    static final Map<String, RecordKind> TYPES =
            Stream.of(RecordKind.values()).collect(Collectors.toUnmodifiableMap(SuggestionView::word, kind -> kind));

    /** Returns what a suggestion may be of, in the words of the API. */
    public static List<String> words() {
        return Stream.of(RecordKind.values()).map(SuggestionView::word).toList();
    }

    static SuggestionView of(Suggestion suggestion) {
        RecordKind kind = suggestion.kind();
        String id = kind == RecordKind.KEYWORD ? suggestion.text() : suggestion.key();
        return new SuggestionView(word(kind), id, suggestion.text(), suggestion.articles(), links(kind, id));
    }

    private static String word(RecordKind kind) {
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

    /** In one order, so that all nodes send the same bytes. */
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
