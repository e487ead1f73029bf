package org.offprint.web.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.people.Person;

/** A person as an admin sees them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Person", description = "A person who signed in, or is invited to.")
record PersonView(
        @Schema(required = true) UUID id,
        @Schema(required = true) String name,

        @Schema(description = "The provider at which the person signs in; missing while an invitation by link waits.")
        String issuer,

        @Schema(description = "The provider's own name for the person, such as an ORCID iD.")
        String subject,

        @Schema(
                nullable = true,
                enumeration = {"editor", "admin"},
                description = "Missing for a person without rights.")
        String role,

        @Schema(nullable = true, description = "The journals an editor edits; all of them if this is missing.")
        List<UUID> journals,

        @Schema(required = true) Instant createdAt,

        @Schema(description = "Until when the invitation can be taken up.")
        Instant invitedUntil,

        @Schema(description = "The last time; missing for who never did.")
        Instant signedInAt,

        @Schema(description = "The link to send to the person. Shown only once, in the answer to the invitation.")
        String invitation,

        @Schema(required = true) Map<String, String> links) {

    /** @param invitation the link that is shown once; null for none */
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
                Map.of("self", PersonResource.PATH + "/" + person.id));
    }
}
