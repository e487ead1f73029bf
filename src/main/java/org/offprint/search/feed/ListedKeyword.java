package org.offprint.search.feed;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** List item for a keyword of published articles. */
@Schema(description = "A keyword of published articles.")
public record ListedKeyword(
        @Schema(
                required = true,
                description = "Keyword in the spelling used by most of the articles.",
                examples = "Soil carbon")
        String keyword,

        @Schema(required = true, description = "Number of published articles with this keyword.")
        long articles,

        @Schema(required = true, description = "URL of the list of the articles with this keyword (`articles`).")
        Map<String, String> links) {

    /** Creates the list item of a keyword with the given spelling. */
    public static ListedKeyword of(String keyword, long articles) {
        String articlesOf = "/v1/articles?keyword=" + URLEncoder.encode(keyword, StandardCharsets.UTF_8);
        return new ListedKeyword(keyword, articles, Map.of("articles", articlesOf));
    }
}
