package org.offprint.web.api.usage;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.journals.Journal;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.services.usage.reports.MonthlyUsage;

/** REST resource for the usage of a journal, available to its editors. */
@Path("/v1/journals/{id}/usage")
@Tag(name = "Usage")
@RolesAllowed(Role.EDITOR)
@Produces({MediaType.APPLICATION_JSON, UsageTable.CSV})
public class JournalUsageResource {

    private final MonthlyUsage usage;
    private final Caller caller;

    JournalUsageResource(MonthlyUsage usage, Caller caller) {
        this.usage = usage;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "getJournalUsage",
            summary = "Get the usage of a journal",
            description = "Returns the usage of all articles of the journal, including withdrawn articles. If an"
                    + " article has moved between journals, each view is counted for the journal at the time of"
                    + " the view. "
                    + UsageTable.DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = UsageTable.class)),
                @Content(mediaType = UsageTable.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    public Reply<UsageTable> getJournalUsage(
            @PathParam("id") @Parameter(description = "Id or slug of the journal.") String id,
            @BeanParam UsagePeriod asked) {
        UUID journal = Journal.require(id).id;
        caller.requireEditorOf(journal);
        UsagePeriod.Period span = asked.read();
        return new UsageTable(usage.ofJournal(journal, span.from(), span.until())).answer(span.isCsv());
    }
}
