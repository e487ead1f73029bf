package org.offprint.web.harvest.counter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestMulti;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.parameters.QueryText;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.Quotas;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.platform.security.UsageReportKeys;
import org.offprint.services.usage.reports.CounterException;
import org.offprint.services.usage.reports.CounterException.Refusal;
import org.offprint.services.usage.reports.CounterReport;
import org.offprint.services.usage.reports.ReportRequest;
import org.offprint.services.usage.reports.UsageMonths;
import org.offprint.services.usage.reports.UsageMonths.Span;
import org.offprint.services.usage.reports.UsagePlatform;
import org.offprint.services.usage.reports.UsageReports;
import org.offprint.services.usage.reports.UsageReports.ReportFormat;
import org.offprint.web.harvest.bulk.ExportStreams;

/**
 * REST resource for the COUNTER API of release 5.1 (COUNTER 5.1, section 8). The only customer is The World, which
 * represents all users. Clients can send an API key with the role {@code usage-reports} in the query, as COUNTER
 * requires. No other API key is accepted in the query, and queries are never logged.
 */
@Path("/r51")
@PermitAll
@OwnParameters
@Produces(MediaType.APPLICATION_JSON)
public class CounterResource {

    private static final String RELEASE = "5.1";
    private static final String CUSTOMER = "customer_id";
    private static final String KEY = "api_key";
    private static final String FORMAT = "format";
    private static final int TOO_MANY = 429;

    /**
     * Media type of streamed methods, for which the framework sends the chunks unchanged. For a JSON media type, the
     * framework would write the chunks as a JSON list. The actual media type is set on the response.
     */
    static final String STREAMED = "text/tab-separated-values";

    private final UsageReports reports;
    private final UsageMonths months;
    private final UsagePlatform platform;
    private final UsageReportKeys keys;
    private final Caller caller;
    private final PublicUrl publicUrl;
    private final ExportStreams streams;
    private final Quotas quotas;

    CounterResource(
            UsageReports reports,
            UsageMonths months,
            UsagePlatform platform,
            UsageReportKeys keys,
            Caller caller,
            PublicUrl publicUrl,
            ExportStreams streams,
            Quotas quotas) {
        this.reports = reports;
        this.months = months;
        this.platform = platform;
        this.keys = keys;
        this.caller = caller;
        this.publicUrl = publicUrl;
        this.streams = streams;
        this.quotas = quotas;
    }

    /** Status of the COUNTER service. */
    record Status(
            @JsonProperty("Description") String description,
            @JsonProperty("Service_Active") boolean isActive,
            @JsonProperty("Registry_Record") String registryRecord,
            @JsonProperty("Note") String note) {}

    /** Customer for which the COUNTER service offers reports. */
    record Member(
            @JsonProperty("Customer_ID") String id,
            @JsonProperty("Institution_Name") String name,
            @JsonProperty("Notes") String notes) {}

    /** Report that the COUNTER service offers. */
    record ReportInformation(
            @JsonProperty("Report_Name") String name,
            @JsonProperty("Report_ID") String id,
            @JsonProperty("Release") String release,
            @JsonProperty("Report_Description") String description,
            @JsonProperty("Path") String path,
            @JsonProperty("First_Month_Available") String first,
            @JsonProperty("Last_Month_Available") String last) {}

    @GET
    @Path("status")
    @Operation(hidden = true)
    public Response getStatus() {
        return answer(
                200,
                List.of(new Status(
                        "Usage of " + platform.name() + " according to COUNTER " + RELEASE + ".",
                        true,
                        platform.registryRecord(),
                        "Robots are excluded by " + platform.robots()
                                + ". There are no reports by institution, because all content is open access.")));
    }

    @GET
    @Path("members")
    @Operation(hidden = true)
    public Response getMembers(@Context RoutingContext context, @Context SecurityContext security) {
        return answered(
                context,
                security,
                () -> answer(
                        200,
                        List.of(new Member(
                                UsagePlatform.THE_WORLD_ID,
                                UsagePlatform.THE_WORLD,
                                "All usage, inside and outside of institutions."))));
    }

    @GET
    @Path("reports")
    @Operation(hidden = true)
    public Response getReports(@Context RoutingContext context, @Context SecurityContext security) {
        return answered(context, security, () -> {
            Span span = months.at(Instant.now());
            return answer(
                    200,
                    Stream.of(CounterReport.values())
                            .map(report -> new ReportInformation(
                                    report.title(),
                                    report.name(),
                                    RELEASE,
                                    report.description(),
                                    "/r51/reports/" + report.name().toLowerCase(Locale.ROOT),
                                    span.first().toString(),
                                    span.last().toString()))
                            .toList());
        });
    }

    @GET
    @Path("reports/{report}")
    @Blocking
    @Produces(CounterResource.STREAMED)
    @Operation(hidden = true)
    public RestMulti<byte[]> getReport(
            @PathParam("report") String name,
            @Context RoutingContext context,
            @Context SecurityContext security,
            @Context UriInfo uri) {
        CounterReport report = report(name);
        try {
            Map<String, String> given = parameters(context);
            require(given, context, security);
            quotas.count(QuotaClass.EXPORT, context);
            ReportFormat form = form(given.get(FORMAT));
            Instant now = Instant.now();
            ReportRequest request = ReportRequest.read(report, given, months.at(now), now, platform.name());
            Supplier<byte[]> pieces = reports.make(request, form, publicUrl.base(uri), now);
            var response = RestMulti.fromMultiData(streams.of(pieces, context))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(HttpHeaders.CONTENT_TYPE, form.mediaType());
            if (form != ReportFormat.JSON) {
                String file = name + "." + form.name().toLowerCase(Locale.ROOT);
                response.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
            }
            return response.build();
        } catch (Refusal refusal) {
            return refused(refusal);
        } catch (ProblemException problem) {
            return refused(refusal(problem));
        }
    }

    @HEAD
    @Path("reports/{report}")
    @Operation(hidden = true)
    public Response headOfReport(@PathParam("report") String name) {
        report(name);
        return Response.ok().type(MediaType.APPLICATION_JSON).build();
    }

    private static CounterReport report(String name) {
        return CounterReport.named(name).orElseThrow(() -> Problems.notFound("report", name));
    }

    private static ReportFormat form(String asked) {
        if (asked == null) {
            return ReportFormat.JSON;
        }
        return Stream.of(ReportFormat.values())
                .filter(form -> form.name().toLowerCase(Locale.ROOT).equals(asked))
                .findFirst()
                .orElseThrow(() -> CounterException.insufficient("The parameter format must be json, tsv or csv."));
    }

    /** Returns the query parameters of a COUNTER request. Only the first value of a repeated parameter is used. */
    private static Map<String, String> parameters(RoutingContext context) {
        Map<String, String> given = new LinkedHashMap<>();
        try {
            QueryText.of(context.request().query())
                    .pairs()
                    .forEach(pair -> given.putIfAbsent(pair.getKey(), pair.getValue()));
        } catch (IllegalArgumentException e) {
            throw CounterException.insufficient("The query string cannot be parsed: " + e.getMessage());
        }
        return given;
    }

    /** Requires an API key that can read reports, either in the header or, as COUNTER specifies, in the query. */
    private void require(Map<String, String> given, RoutingContext context, SecurityContext security) {
        String customer = given.get(CUSTOMER);
        if (!security.isUserInRole(Role.USAGE_REPORTS) && !caller.editsAll()) {
            if (customer == null || customer.isBlank()) {
                throw CounterException.insufficient("The parameter " + CUSTOMER + " is missing. Its value is "
                        + UsagePlatform.THE_WORLD_ID + " for " + UsagePlatform.THE_WORLD + ".");
            }
            String key = given.get(KEY);
            if (key == null || key.isBlank()) {
                throw CounterException.insufficient(KEY + " is missing.");
            }
            if (!keys.include(key)) {
                // Count the failed attempt against the sign-in quota, as for keys in the header, so that keys cannot be
                // guessed.
                quotas.count(QuotaClass.SIGN_IN, context);
                throw CounterException.badKey();
            }
        }
        if (customer != null && !customer.equals(UsagePlatform.THE_WORLD_ID)) {
            throw CounterException.unknownCustomer("Reports are available only for " + UsagePlatform.THE_WORLD + " ("
                    + CUSTOMER + " " + UsagePlatform.THE_WORLD_ID + ").");
        }
    }

    private static Response answer(int status, Object body) {
        return Response.status(status)
                .entity(Json.write(body))
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Response answered(RoutingContext context, SecurityContext security, Supplier<Response> work) {
        try {
            require(parameters(context), context, security);
            return work.get();
        } catch (Refusal refusal) {
            return answer(refusal.status(), refusal.exception());
        } catch (ProblemException problem) {
            Refusal refusal = refusal(problem);
            return answer(refusal.status(), refusal.exception());
        }
    }

    private static Refusal refusal(ProblemException problem) {
        return problem.problem().status() == TOO_MANY ? CounterException.tooManyRequests() : CounterException.busy();
    }

    private static RestMulti<byte[]> refused(Refusal refusal) {
        return RestMulti.fromMultiData(Multi.createFrom().item(Json.write(refusal.exception())))
                .status(refusal.status())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                .build();
    }
}
