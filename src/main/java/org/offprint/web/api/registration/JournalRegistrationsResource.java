package org.offprint.web.api.registration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.journals.Journal;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.registration.RegistrationLists.RegistrationsOfRecord;

/** REST resource for the registrations of a journal, one per registration account. */
@Path("/v1/journals/{id}/registrations")
@Tag(name = "Registration")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class JournalRegistrationsResource {

    private final RegistrationLists listed;
    private final Caller caller;

    JournalRegistrationsResource(RegistrationLists listed, Caller caller) {
        this.listed = listed;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listJournalRegistrations",
            summary = "List the registrations of a journal",
            description = "Returns one registration per account, with its state, the reason if the record is not"
                    + " registered, and the next step.")
    public Reply<RegistrationsOfRecord> listJournalRegistrations(
            @PathParam("id") @Parameter(description = "Id or slug of the journal.") String id) {
        UUID journal = Journal.require(id).id;
        caller.requireEditorOf(journal);
        return listed.of(journal);
    }
}
