package org.offprint.web.api.registration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Role;
import org.offprint.services.registration.Registration;
import org.offprint.services.registration.runs.RegistrationDifferences;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.registration.RegistrationLists.RegistrationPage;

/** REST resource for registrations of records. Available to editors of the journals. */
@Path(RegistrationView.PATH)
@Tag(name = "Registration")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationResource {

    private final RegistrationLists listed;
    private final RegistrationLookup found;
    private final RegistrationDifferences differences;

    RegistrationResource(RegistrationLists listed, RegistrationLookup found, RegistrationDifferences differences) {
        this.listed = listed;
        this.found = found;
        this.differences = differences;
    }

    @GET
    @Operation(
            operationId = "listRegistrations",
            summary = "List the registrations",
            description = "Returns the registrations in the journals that you edit, in order of creation, with"
                    + " counts by state and code. Changes to a record appear in its registration within seconds.")
    public Reply<RegistrationPage> listRegistrations(
            @BeanParam RegistrationLists.Filter filter, @BeanParam PageRequest request) {
        return listed.page(request, filter);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getRegistration",
            summary = "Get a registration",
            description = "Returns the registration of a record with one account: its state, the reason if the"
                    + " record is not registered, and the next step.")
    public Reply<RegistrationView> getRegistration(@PathParam("id") ParameterValue<UUID> id) {
        return Reply.of(Reply.forEditors(Json.write(listed.one(found.registration(id.text()).id)), null));
    }

    @GET
    @Path("{id}/differences")
    @Operation(
            operationId = "getRegistrationDifferences",
            summary = "Get the differences of a registration",
            description = "Compares the last file that the registration service accepted with the content that"
                    + " would be sent now. Each difference has both values and a position in the format of the"
                    + " registration service. The registration service is not called.")
    public Reply<RegistrationDifferencesView> getRegistrationDifferences(@PathParam("id") ParameterValue<UUID> id) {
        Registration registration = found.registration(id.text());
        return Reply.of(Reply.forEditors(
                Json.write(RegistrationDifferencesView.of(registration.id, differences.of(registration))), null));
    }
}
