package org.offprint.search.feed;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Orcid;

/**
 * A contributor of published articles as lists show it.
 *
 * @param name as it is spoken: given name, family name, suffix
 */
@Schema(description = "A person who contributed to published articles.")
public record ListedPerson(
        @Schema(required = true, description = "The name as most of the articles write it.", examples = "Ada Moreira")
        String name,

        String given,
        String family,
        String suffix,
        Orcid orcid,

        @Schema(
                required = true,
                description = "Whether an ORCID iD tells the person from others; without one it stands for everybody of"
                        + " exactly this name.")
        boolean identified,

        @Schema(required = true, description = "How many published articles name the person.")
        long articles,

        @Schema(required = true) Map<String, String> links) {

    /** The person with this key: the ORCID iD, or the exact name. */
    public static ListedPerson of(
            String key, String name, String given, String family, String suffix, Orcid orcid, long articles) {
        String articlesOf = "/v1/articles?author=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
        return new ListedPerson(
                name, given, family, suffix, orcid, orcid != null, articles, Map.of("articles", articlesOf));
    }
}
