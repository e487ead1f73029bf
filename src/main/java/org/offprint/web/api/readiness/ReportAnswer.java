package org.offprint.web.api.readiness;

import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;
import org.offprint.services.readiness.ReadinessReport;

/** Answers a report to the editor who asked for it; nobody keeps it, because the rules look at more than one record. */
final class ReportAnswer {

    private ReportAnswer() {}

    static Reply<ReadinessReport> of(ReadinessReport report) {
        return Reply.of(Reply.toEditors(Json.write(report), null));
    }
}
