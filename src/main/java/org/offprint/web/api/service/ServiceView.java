package org.offprint.web.api.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.formats.ExportFormats;

/** Description of the service with links to its collections and interfaces. */
@Schema(name = "Service", description = "Description of the service with links to its collections and interfaces.")
record ServiceView(
        @Schema(required = true, examples = "Offprint", description = "Name of the service.")
        String name,

        @Schema(
                required = true,
                description = "Version of the service. The version of the API is a segment of each path.")
        String version,

        @Schema(
                required = true,
                description = "Names of the formats in which articles are available, as used in `…/exports`.",
                examples = "[\"bibtex\", \"jats\"]")
        List<String> formats,

        @Schema(description = "Numbers of public records. Omitted while the search index of this node is being built.")
        ServiceCounts counts,

        @Schema(required = true, description = "Limits of API requests.")
        ServiceLimits limits,

        @Schema(
                required = true,
                description = "Paths of the collections, the OpenAPI document and the interfaces for indexing"
                        + " services, by name.",
                examples = "{\"articles\": \"/v1/articles\", \"oai\": \"/oai\"}")
        Map<String, String> links) {

    private static final List<String> FORMATS = ExportFormats.unconfigured().names();
    private static final Map<String, String> LINKS = allLinks();

    /**
     * Returns the description of this version of the service.
     *
     * @param counts record counts; null if the counts are unknown
     */
    static ServiceView of(String version, ServiceCounts counts) {
        return new ServiceView("Offprint", version, FORMATS, counts, ServiceLimits.ALL, LINKS);
    }

    private static Map<String, String> allLinks() {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", "/v1");
        for (String collection :
                List.of("journals", "issues", "articles", "affiliations", "contributors", "keywords")) {
            links.put(collection, "/v1/" + collection);
        }
        links.put("suggest", "/v1/suggest");
        links.put("lookup", "/v1/lookup");
        links.put("changes", "/v1/changes");
        links.put("export", "/v1/exports/articles.jsonl.gz");
        links.put("oai", "/oai");
        links.put("sitemap", "/sitemap.xml");
        links.put("openapi", "/openapi");
        links.put("docs", "/docs");
        return links;
    }
}
