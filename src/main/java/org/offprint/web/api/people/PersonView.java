package org.offprint.web.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.people.Person;

/** Person as returned to admins. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Person", description = "Person who has signed in or is invited.")
record PersonView(
        @Schema(required = true) UUID id,

        @Schema(
                required = true,
                description = "Name from the sign-in provider, or from the invitation until the first sign-in.")
        String name,

        @Schema(description = "Sign-in provider of the person. Omitted until an invitation by link is accepted.")
        String issuer,

        @Schema(description = "Identifier of the person at the provider, for example an ORCID iD.")
        String subject,

        @Schema(
                nullable = true,
                enumeration = {"editor", "admin"},
                description = "Role of the person. Omitted for a person without rights.")
        String role,

        @Schema(
                nullable = true,
                description = "Ids of the journals that an editor can edit. If the member is omitted, an editor can"
                        + " edit all journals.")
        List<UUID> journals,

        @Schema(required = true) Instant createdAt,

        @Schema(description = "Time until which the invitation can be accepted.")
        Instant invitedUntil,

        @Schema(description = "Time of the last sign-in. Omitted if the person has never signed in.")
        Instant signedInAt,

        @Schema(
                description = "Invitation link to send to the person. Returned only once, in the response to the"
                        + " invitation.")
        String invitation,

        @Schema(required = true, description = "URL of the person (`self`).")
        Map<String, String> links) {

    /** URL path of the list of people. */
    static final String PATH = "/v1/people";

    /**
     * Returns the API representation of a person.
     *
     * @param invitation invitation link, which is returned only once; null if no link was created
     */
    static PersonView of(Person person, String invitation) {
        return new PersonView(
                person.id,
                person.name,
                person.issuer,
                person.subject,
                person.role,
                person.journals == null ? null : List.of(person.journals),
                person.createdAt,
                person.invitedUntil,
                person.signedInAt,
                invitation,
                Map.of("self", PATH + "/" + person.id));
    }
}
