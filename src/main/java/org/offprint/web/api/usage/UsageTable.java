package org.offprint.web.api.usage;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.Reply;
import org.offprint.services.usage.reports.MonthlyUsage.UsageOfMonth;

/** Usage by month. Only views by people are counted, within half an hour after the end of each hour. */
@Schema(name = "UsageTable", description = "Usage by month, counted according to COUNTER 5.1.")
public record UsageTable(
        @Schema(required = true, description = "All requested months, in ascending order.")
        List<UsageOfMonth> months) {

    static final String CSV = "text/csv";

    static final String DESCRIPTION =
            "Months are in UTC. Only views by people are counted; robots and text mining are excluded. An hour is"
                    + " counted within half an hour after it ends.";

    /** Returns the response with this usage table for an editor. */
    Reply<UsageTable> answer(boolean asCsv) {
        return asCsv
                ? Reply.of(CachePolicy.PRIVATE.on(Response.ok(csv(), CSV + ";charset=UTF-8")))
                : Reply.of(Reply.forEditors(Json.write(this), null));
    }

    private byte[] csv() {
        String rows = months.stream()
                .map(month -> month.month() + "," + month.investigations() + "," + month.requests() + ","
                        + month.uniqueInvestigations() + "," + month.uniqueRequests() + "\r\n")
                .collect(Collectors.joining());
        return ("Month,Total_Item_Investigations,Total_Item_Requests,Unique_Item_Investigations,Unique_Item_Requests\r\n"
                        + rows)
                .getBytes(StandardCharsets.UTF_8);
    }
}
