package org.offprint.search.feed;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A keyword of published articles as lists show it. */
@Schema(description = "A keyword of published articles.")
public record ListedKeyword(
        @Schema(
                required = true,
                description = "The keyword as most of the articles write it.",
                examples = "Soil carbon")
        String keyword,

        @Schema(required = true, description = "How many published articles have it.")
        long articles,

        @Schema(required = true) Map<String, String> links) {

    /** The keyword of this spelling. */
    public static ListedKeyword of(String keyword, long articles) {
        String articlesOf = "/v1/articles?keyword=" + URLEncoder.encode(keyword, StandardCharsets.UTF_8);
        return new ListedKeyword(keyword, articles, Map.of("articles", articlesOf));
    }
}
