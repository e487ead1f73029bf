package org.offprint.web.api.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.formats.ExportFormats;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.filters.BodyLimit;
import org.offprint.platform.http.filters.RequestTarget;
import org.offprint.search.query.QuerySyntax;
import org.offprint.web.api.lists.Facets;
import org.offprint.web.api.lists.ListRequest;
import org.offprint.web.api.lists.PageRequest;

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

        @Schema(
                description =
                        "Number of public records of each kind. Omitted while the search index of this node is being"
                                + " built.")
        ServiceCounts counts,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                required = true,
                description = "Limits of API requests.")
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
     * Returns the description of the service.
     *
     * @param counts record counts; null if unknown
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

    /** Limits of API requests. */
    @Schema(
            name = "ServiceLimits",
            description = "Limits of API requests. A request that exceeds a limit is rejected, never truncated.")
    record ServiceLimits(
            @Schema(required = true, description = "Maximum number of records on a list page.", examples = "100")
            int pageRecords,

            @Schema(
                    required = true,
                    description =
                            "Maximum number of records that can be reached by page number. Paging by cursor has no"
                                    + " such limit.",
                    examples = "10000")
            int numberedRecords,

            @Schema(required = true, description = "Maximum number of values that a facet returns.", examples = "100")
            int facetValues,

            @Schema(required = true, description = "Maximum length of `q`, in characters.", examples = "1000")
            int queryCharacters,

            @Schema(required = true, description = "Maximum length of the path and query, in bytes.", examples = "8192")
            int targetBytes,

            @Schema(
                    required = true,
                    description = "Maximum size of all headers of a request, in bytes.",
                    examples = "16384")
            int headerBytes,

            @Schema(
                    required = true,
                    description = "Maximum size of a request body, in bytes. Imports have no such limit.",
                    examples = "10000000")
            long bodyBytes) {

        static final ServiceLimits ALL = new ServiceLimits(
                PageRequest.MAX_LIMIT,
                ListRequest.LAST_NUMBERED,
                Facets.MAX_SIZE,
                QuerySyntax.MAX_LENGTH,
                RequestTarget.MAX_TARGET_BYTES,
                RequestTarget.MAX_HEADER_BYTES,
                BodyLimit.MAX_BYTES);
    }
}
