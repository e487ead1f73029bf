package org.offprint.web.api.registration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.issues.Issue;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.registration.RegistrationLists.RegistrationsOfRecord;

/** REST resource for the registrations of an issue, one per registration account. */
@Path("/v1/issues/{id}/registrations")
@Tag(name = "Registration")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class IssueRegistrationsResource {

    private final RegistrationLists listed;
    private final Caller caller;

    IssueRegistrationsResource(RegistrationLists listed, Caller caller) {
        this.listed = listed;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listIssueRegistrations",
            summary = "List the registrations of an issue",
            description = "Returns one registration per account, with its state, the reason if the record is not"
                    + " registered, and the next step.")
    public Reply<RegistrationsOfRecord> listIssueRegistrations(@PathParam("id") ParameterValue<UUID> id) {
        UUID journal = Issue.journalOf(id.text());
        caller.requireEditorOf(journal, () -> Issue.isPublished(id.text()), "issue", id.text());
        return listed.of(UUID.fromString(id.text()));
    }
}
