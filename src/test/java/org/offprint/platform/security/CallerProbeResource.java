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

/** Test operations that return the identity and rights that the service assigns to the caller. */
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
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("anonymous", caller.isAnonymous());
        told.put("editor", caller.isEditor());
        told.put("admin", caller.isAdmin());
        told.put("editsAll", caller.editsAll());
        told.put("edits", caller.edits(journal == null ? new UUID(0, 0) : journal));
        told.put("journals", caller.journals().orElse(null));
        if (!caller.isAnonymous()) {
            told.put("name", caller.name());
            told.put("keyId", caller.keyId());
        }
        return told;
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
