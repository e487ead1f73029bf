package org.offprint.web.api.service;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.http.filters.BodyLimit;
import org.offprint.platform.http.filters.RequestTarget;
import org.offprint.search.query.QuerySyntax;
import org.offprint.web.api.lists.Facets;
import org.offprint.web.api.lists.ListRequest;
import org.offprint.web.api.lists.PageRequest;

/** Limits of API requests. */
@Schema(
        name = "ServiceLimits",
        description = "Limits of API requests. A request that exceeds a limit is rejected, never truncated.")
record ServiceLimits(
        @Schema(required = true, description = "Maximum number of records on a list page.", examples = "100")
        int pageRecords,

        @Schema(
                required = true,
                description = "Maximum number of records that can be reached by page number. Paging by cursor has no"
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
