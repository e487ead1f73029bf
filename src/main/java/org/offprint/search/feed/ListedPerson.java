package org.offprint.search.feed;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Orcid;

/**
 * List item for a contributor of published articles.
 *
 * @param name full name: given name, family name, suffix
 */
@Schema(description = "A person who contributed to published articles.")
public record ListedPerson(
        @Schema(
                required = true,
                description = "Full name of the person, in the form used by most of the articles.",
                examples = "Ada Moreira")
        String name,

        @Schema(description = "Given names of the person.") String given,
        @Schema(description = "Family name of the person.") String family,

        @Schema(description = "Suffix of the name, for example `Jr.`.")
        String suffix,

        @Schema(description = "ORCID iD of the person. Omitted if `identified` is `false`.")
        Orcid orcid,

        @Schema(
                required = true,
                description = "Whether the person is identified by an ORCID iD. If false, the entry combines all"
                        + " contributors with exactly this name.")
        boolean identified,

        @Schema(required = true, description = "Number of published articles that name the person.")
        long articles,

        @Schema(required = true, description = "URL of the list of the person's articles (`articles`).")
        Map<String, String> links) {

    /** Creates the list item of a person. The key is the ORCID iD or the exact name of the person. */
    public static ListedPerson of(
            String key, String name, String given, String family, String suffix, Orcid orcid, long articles) {
        String articlesOf = "/v1/articles?author=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
        return new ListedPerson(
                name, given, family, suffix, orcid, orcid != null, articles, Map.of("articles", articlesOf));
    }
}
