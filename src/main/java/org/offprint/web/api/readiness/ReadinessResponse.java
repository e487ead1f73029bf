package org.offprint.web.api.readiness;

import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;
import org.offprint.services.readiness.ReadinessReport;

/**
 * Creates the response with a readiness report for an editor. The response is not cached, because the report depends on
 * several records.
 */
final class ReadinessResponse {

    private ReadinessResponse() {}

    static Reply<ReadinessReport> of(ReadinessReport report) {
        return Reply.of(Reply.forEditors(Json.write(report), null));
    }
}
