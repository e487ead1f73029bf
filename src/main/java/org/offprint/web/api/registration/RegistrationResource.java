package org.offprint.web.api.registration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Role;
import org.offprint.services.registration.Registration;
import org.offprint.services.registration.runs.Comparison;
import org.offprint.services.registration.runs.Difference;
import org.offprint.services.registration.runs.RegistrationDifferences;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.registration.RegistrationLists.RegistrationPage;

/** REST resource for registrations of records, available to editors of the records' journals. */
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

    /** Differences between the registered content and the published content, as returned to editors. */
    @Schema(
            name = "RegistrationDifferences",
            description = "Differences between the content that is registered with the registration service and"
                    + " the published content.")
    record RegistrationDifferencesView(
            @Schema(
                    required = true,
                    description = "`compared`, or the reason why no comparison is possible. `nothing-registered`: the"
                            + " registration service has accepted no file. `file-forgotten`: the file was sent more"
                            + " than 90 days ago and is no longer stored. `nothing-to-send`: the record has missing"
                            + " fields or a different identifier, or is not published.")
            Comparison comparison,

            @Schema(required = true, description = "First 20 differences, in the order of the file.")
            List<Difference> items,

            @Schema(required = true, description = "Whether there are more than the listed differences.")
            boolean hasMore,

            @Schema(
                    required = true,
                    description =
                            "URLs of the registration, and of the attempt that the registration service accepted.")
            Map<String, String> links) {

        static RegistrationDifferencesView of(UUID registration, RegistrationDifferences.FoundDifferences found) {
            Map<String, String> links = new LinkedHashMap<>();
            String self = RegistrationView.PATH + "/" + registration;
            links.put("registration", self);
            if (found.attempt() != null) {
                links.put("attempt", self + "/attempts/" + found.attempt());
            }
            return new RegistrationDifferencesView(found.comparison(), found.items(), found.hasMore(), links);
        }
    }
}
