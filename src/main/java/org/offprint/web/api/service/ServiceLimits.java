package org.offprint.web.api.service;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.http.filters.BodyLimit;
import org.offprint.platform.http.filters.RequestTarget;
import org.offprint.search.query.QuerySyntax;
import org.offprint.web.api.lists.Facets;
import org.offprint.web.api.lists.ListRequest;
import org.offprint.web.api.lists.PageRequest;

/** The limits of requests. */
@Schema(name = "ServiceLimits", description = "What requests may not go beyond: what does is refused, never cut short.")
record ServiceLimits(
        @Schema(required = true, description = "Records of a page of a list.", examples = "100")
        int pageRecords,

        @Schema(
                required = true,
                description = "Records that pages by number reach; pages by cursor go on.",
                examples = "10000")
        int numberedRecords,

        @Schema(required = true, description = "Values of a facet.", examples = "100")
        int facetValues,

        @Schema(required = true, description = "Characters of `q`.", examples = "1000")
        int queryCharacters,

        @Schema(required = true, description = "Bytes of a path with its query.", examples = "8192")
        int targetBytes,

        @Schema(required = true, description = "Bytes of all headers of a request.", examples = "16384")
        int headerBytes,

        @Schema(
                required = true,
                description = "Bytes of the body of a request. Imports may be of any size.",
                examples = "10000000")
        long bodyBytes) {

    static final ServiceLimits ALL = new ServiceLimits(
            PageRequest.LARGEST_PAGE,
            ListRequest.LAST_NUMBERED,
            Facets.LARGEST_SIZE,
            QuerySyntax.LONGEST,
            RequestTarget.LONGEST,
            RequestTarget.LONGEST_HEADERS,
            BodyLimit.LARGEST);
}
