package org.offprint.platform.security;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Operations for tests that return the identity and rights that the service assigns to the caller. */
@Path("/test/caller")
@Produces(MediaType.APPLICATION_JSON)
public class CallerProbeResource {

    private final Caller caller;

    CallerProbeResource(Caller caller) {
        this.caller = caller;
    }

    @GET
    @PermitAll
    @Operation(hidden = true)
    public Map<String, Object> getCaller(@QueryParam("journal") UUID journal) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("anonymous", caller.isAnonymous());
        state.put("editor", caller.isEditor());
        state.put("admin", caller.isAdmin());
        state.put("editsAll", caller.editsAll());
        state.put("edits", caller.edits(journal == null ? new UUID(0, 0) : journal));
        state.put("journals", caller.journals().orElse(null));
        if (!caller.isAnonymous()) {
            state.put("name", caller.name());
            state.put("keyId", caller.keyId());
        }
        return state;
    }

    @GET
    @Path("editor")
    @RolesAllowed(Role.EDITOR)
    @Operation(hidden = true)
    public String forEditors() {
        return "\"in\"";
    }

    @GET
    @Path("admin")
    @RolesAllowed(Role.ADMIN)
    @Operation(hidden = true)
    public String forAdmins() {
        return "\"in\"";
    }

    @POST
    @Path("journal")
    @PermitAll
    @Operation(hidden = true)
    public String forEditorsOf(@QueryParam("journal") UUID journal) {
        caller.requireEditorOf(journal);
        return "\"in\"";
    }
}
