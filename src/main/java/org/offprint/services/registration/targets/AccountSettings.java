package org.offprint.services.registration.targets;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.DoiPrefix;
import org.offprint.kernel.identifiers.Email;
import org.offprint.kernel.json.Json;

/**
 * The settings of an account, by the service that it is with. No secret is among them.
 *
 * @param login the user, role or repository that signs in; null where the secret alone does
 */
@Schema(name = "RegistrationAccountSettings")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccountSettings(
        @Size(max = 200)
        @Schema(
                description =
                        "Crossref: the role, or the e-mail address and the role with a slash between. DataCite: the id of the"
                                + " repository. PubMed: the user of the SFTP account. DOAJ: left out.",
                examples = "editor@journal.example/press")
        String login,

        @Size(max = 130)
        @Schema(
                description = "Crossref: the depositor, as the head of each deposit names it.",
                examples = "River Press")
        String depositorName,

        @Schema(description = "Crossref: the address that its reports go to.", examples = "deposits@journal.example")
        Email depositorEmail,

        @Size(max = 255)
        @Schema(description = "Crossref: the organization responsible; the depositor where this is left out.")
        String registrant,

        @Schema(description = "Crossref: the DOI of the Crossmark policy; without it nothing says Crossmark.")
        Doi crossmarkPolicy,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 100)
        @Schema(nullable = true, description = "The prefixes that the account may use; any where this is left out.")
        List<@NotNull DoiPrefix> prefixes,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 5)
        @Schema(
                nullable = true,
                description =
                        "PubMed: the fingerprints of the keys that its server may show, as `ssh-keygen -lf` writes them."
                                + " Nothing is sent to a server that shows another one.",
                examples = "[\"SHA256:uNiVztksCsDhcc0u9e8BrwqXVNFfc3q6gJwsqCyBzYw\"]")
        List<@NotNull @Pattern(regexp = FINGERPRINT, message = NO_FINGERPRINT) String> hostKeys,

        @Pattern(regexp = FOLDER, message = NO_FOLDER)
        @Schema(
                description =
                        "PubMed: the folder that files are put into; left out, the one that the login leads to, and for an"
                                + " account for tests `ftptest` in it.",
                examples = "incoming")
        String folder,

        @Min(1)
        @Max(MOST_FILES_A_SECOND)
        @Schema(
                description =
                        "The most files that a node sends in a second; left out, as many as the service takes by its"
                                + " documentation (DataCite 10, DOAJ 2), and as many as it can where that says nothing.",
                examples = "5")
        Integer filesPerSecond) {

    private static final int MOST_FILES_A_SECOND = 1_000;

    private static final String FINGERPRINT = "SHA256:[A-Za-z0-9+/]{43}";
    private static final String NO_FINGERPRINT =
            "A fingerprint is SHA256: and 43 characters, as in the output of ssh-keygen -lf.";

    /** Without the characters that are patterns to SFTP clients. */
    private static final String FOLDER = "[A-Za-z0-9._/-]{1,200}";

    private static final String NO_FOLDER =
            "A folder is 1 to 200 letters, digits, dots, hyphens, underscores and slashes.";

    /** An account without settings. */
    public static final AccountSettings NONE =
            new AccountSettings(null, null, null, null, null, null, null, null, null);

    public AccountSettings {
        prefixes = Json.orEmpty(prefixes);
        hostKeys = Json.orEmpty(hostKeys);
    }
    /** Reports whether records are the same to the service with both: only how they are sent differs, or nothing. */
    public boolean rendersAs(AccountSettings other) {
        return withoutPace().equals(other.withoutPace());
    }

    private AccountSettings withoutPace() {
        return new AccountSettings(
                login, depositorName, depositorEmail, registrant, crossmarkPolicy, prefixes, hostKeys, folder, null);
    }
}
