package org.offprint.web.api.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.formats.Formats;

/** The description of the service, with links to everything. */
@Schema(name = "Service", description = "What the service is and where everything is.")
record ServiceView(
        @Schema(required = true, examples = "Offprint") String name,

        @Schema(required = true, description = "Of the program; the API's own is in its paths.")
        String version,

        @Schema(
                required = true,
                description = "The formats that articles can be had in, by their names under `…/exports`.",
                examples = "[\"bibtex\", \"jats\"]")
        List<String> formats,

        @Schema(description = "Absent while the search index of this node is being built.")
        ServiceCounts counts,

        @Schema(required = true) ServiceLimits limits,

        @Schema(
                required = true,
                description = "By what they lead to: the collections, the contract, and what indexing services take.",
                examples = "{\"articles\": \"/v1/articles\", \"oai\": \"/oai\"}")
        Map<String, String> links) {

    private static final List<String> FORMATS = Formats.known().names();
    private static final Map<String, String> LINKS = everything();

    /** Of a program of this version; counts may be null. */
    static ServiceView of(String version, ServiceCounts counts) {
        return new ServiceView("Offprint", version, FORMATS, counts, ServiceLimits.ALL, LINKS);
    }

    private static Map<String, String> everything() {
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
