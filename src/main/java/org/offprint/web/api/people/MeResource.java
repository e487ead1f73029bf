package org.offprint.web.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;

/** REST resource for the current caller, which is either an API key or a signed-in person. */
@Path(MeResource.PATH)
@Tag(name = "People")
@RolesAllowed({Role.EDITOR, Role.PERSON})
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    static final String PATH = "/v1/me";

    private final Caller caller;

    MeResource(Caller caller) {
        this.caller = caller;
    }

    /** API key or person that sent the request. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Me", description = "API key or person that sent the request.")
    record Me(
            @Schema(
                    required = true,
                    enumeration = {"key", "person"},
                    description = "Kind of the caller: an API key or a signed-in person.")
            String kind,

            @Schema(required = true, description = "Id of the API key or person.")
            UUID id,

            @Schema(required = true, description = "Name of the API key or person.")
            String name,

            @Schema(
                    nullable = true,
                    enumeration = {"editor", "admin"},
                    description = "Role of the caller. Omitted for a person without rights.")
            String role,

            @Schema(
                    nullable = true,
                    description = "Ids of the journals that an editor can edit. If the member is omitted, an editor can"
                            + " edit all journals.")
            List<UUID> journals,

            @Schema(required = true, description = "URL of this resource (`self`).")
            Map<String, String> links) {}

    @GET
    @Operation(
            operationId = "getMe",
            summary = "Get the current caller",
            description =
                    "Returns the API key or the signed-in person that sent the request, with role and" + " journals.")
    public Reply<Me> getMe() {
        String role = caller.role().orElse(null);
        Me me = new Me(
                caller.isPerson() ? "person" : "key",
                caller.keyId(),
                caller.name(),
                role,
                role == null
                        ? null
                        : caller.journals()
                                .map(all -> all.stream().sorted().toList())
                                .orElse(null),
                Map.of("self", PATH));
        return Reply.of(Reply.forEditors(Json.write(me), null));
    }
}
