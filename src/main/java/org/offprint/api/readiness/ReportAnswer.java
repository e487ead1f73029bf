package org.offprint.api.readiness;

import jakarta.ws.rs.core.HttpHeaders;
import org.offprint.http.caching.EntityTag;
import org.offprint.http.caching.Reply;
import org.offprint.json.Json;
import org.offprint.readiness.ReadinessReport;

/** Answers a report to the editor who asked for it, with a tag by which the same report need not be sent again. */
final class ReportAnswer {

    private ReportAnswer() {}

    static Reply<ReadinessReport> of(HttpHeaders headers, ReadinessReport report) {
        byte[] body = Json.write(report);
        return Reply.of(Reply.toReaders(headers, body, EntityTag.of(body), null));
    }
}
