package org.offprint.web.api.readiness;

import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;
import org.offprint.services.readiness.ReadinessReport;

/**
 * Creates responses with readiness reports for editors. Clients must not cache the responses, because each report
 * depends on several records.
 */
final class ReadinessResponse {

    private ReadinessResponse() {}

    static Reply<ReadinessReport> of(ReadinessReport report) {
        return Reply.of(Reply.forEditors(Json.write(report), null));
    }
}
