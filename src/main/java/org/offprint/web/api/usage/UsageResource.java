package org.offprint.web.api.usage;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.services.usage.UsageRecorder;
import org.offprint.services.usage.reports.UsagePlatform;
import org.offprint.web.api.ResponseHeaders;

/** REST resource with public information about how usage is counted and how readers' data is processed. */
@Path("/v1/usage")
@Tag(name = "Usage")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class UsageResource {

    private static final List<String> PRIVACY = List.of(
            "IP addresses and user agents of readers are kept in memory for a few seconds and are never stored.",
            "A hash (HMAC-SHA-256) of the IP address and user agent is stored for at most two hours, to detect"
                    + " double clicks and sessions. A new salt for the hash is generated each day (UTC) and"
                    + " deleted half an hour after the end of the day. Session hashes that front ends report"
                    + " are deleted with the salt.",
            "Only counts per article and day remain. After 62 days, only counts per article and"
                    + " month remain. There are no counts by country, institution or person.",
            "Hashes and salts are not included in backups. No cookie is set.");

    private final UsageRecorder usage;
    private final UsagePlatform platform;

    UsageResource(UsageRecorder usage, UsagePlatform platform) {
        this.usage = usage;
        this.platform = platform;
    }

    /** Rules of usage counting. */
    @Schema(name = "UsageCounting", description = "Rules of usage counting.")
    record Counting(
            @Schema(
                    required = true,
                    description = "Whether views of the service's own pages and files are counted as usage.")
            boolean counting,

            @Schema(required = true, description = "Standard for the counting of usage.")
            String standard,

            @Schema(required = true, description = "Lists of robots that are excluded from the counts.")
            String robots,

            @Schema(required = true, description = "Sentences that describe the processing of readers' data.")
            List<String> privacy,

            @Schema(
                    required = true,
                    description = "URLs of the rules (`self`), the service status and the COUNTER reports (`reports`).")
            Map<String, String> links) {}

    @GET
    @ResponseHeaders("ETag")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "getUsage",
            summary = "Get the rules of usage counting",
            description =
                    "Returns the counting rules, the robot lists, and a description of how readers' data is processed."
                            + " COUNTER reports are available at `/r51`.")
    public Reply<Counting> getUsage(@Context HttpHeaders headers) {
        byte[] body = Json.write(new Counting(
                usage.isOn(),
                "COUNTER Code of Practice, release 5.1",
                platform.robots(),
                PRIVACY,
                Map.of("self", "/v1/usage", "status", "/r51/status", "reports", "/r51/reports")));
        return Reply.of(Reply.forReaders(headers, body, EntityTag.of(body), null));
    }
}
