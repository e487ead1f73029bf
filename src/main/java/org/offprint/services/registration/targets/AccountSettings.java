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
 * Settings of a registration account, which depend on the registration service and contain no secret.
 *
 * @param login user, role or repository to sign in with; null if only the secret is used
 */
@Schema(
        name = "RegistrationAccountSettings",
        description =
                "Settings of an account with a registration service. Each member names the services that" + " use it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccountSettings(
        @Size(max = 200)
        @Schema(
                description = "Crossref: the role, or the email address and the role separated by a slash. DataCite:"
                        + " the id of the repository. PubMed: the user of the SFTP account. DOAJ: not used.",
                examples = "editor@journal.example/press")
        String login,

        @Size(max = 130)
        @Schema(description = "Crossref: name of the depositor in the head of each deposit.", examples = "River Press")
        String depositorName,

        @Schema(
                description = "Crossref: email address to which Crossref sends its deposit reports.",
                examples = "deposits@journal.example")
        Email depositorEmail,

        @Size(max = 255)
        @Schema(description = "Crossref: name of the responsible organization. Default: the depositor.")
        String registrant,

        @Schema(
                description = "Crossref: DOI of the Crossmark policy. If it is absent, deposits contain no Crossmark"
                        + " data.")
        Doi crossmarkPolicy,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 100)
        @Schema(
                nullable = true,
                description = "DOI prefixes that the account may use, at most 100. Default: any prefix.")
        List<@NotNull DoiPrefix> prefixes,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 5)
        @Schema(
                nullable = true,
                description = "PubMed: fingerprints of the allowed host keys, as printed by `ssh-keygen -lf`, at most"
                        + " 5. Nothing is sent to a server with a different key.",
                examples = "[\"SHA256:uNiVztksCsDhcc0u9e8BrwqXVNFfc3q6gJwsqCyBzYw\"]")
        List<@NotNull @Pattern(regexp = FINGERPRINT, message = NO_FINGERPRINT) String> hostKeys,

        @Pattern(regexp = FOLDER, message = NO_FOLDER)
        @Schema(
                description = "PubMed: folder for files. Default: the initial folder of the login, or its subfolder"
                        + " `ftptest` for a test account.",
                examples = "incoming")
        String folder,

        @Min(1)
        @Max(MOST_FILES_A_SECOND)
        @Schema(
                description = "Maximum number of files that each node sends per second. Default: the documented limit"
                        + " of the registration service (DataCite 10, DOAJ 2), or no limit if there is none.",
                examples = "5")
        Integer filesPerSecond) {

    private static final int MOST_FILES_A_SECOND = 1_000;

    private static final String FINGERPRINT = "SHA256:[A-Za-z0-9+/]{43}";
    private static final String NO_FINGERPRINT =
            "Must be SHA256: followed by 43 characters, as printed by ssh-keygen -lf.";

    /** Pattern for folder names, which excludes the wildcard characters of SFTP clients. */
    private static final String FOLDER = "[A-Za-z0-9._/-]{1,200}";

    private static final String NO_FOLDER = "Must be 1 to 200 letters, digits, dots, hyphens, underscores or slashes.";

    /** Default settings for an account without stored settings. */
    public static final AccountSettings NONE =
            new AccountSettings(null, null, null, null, null, null, null, null, null);

    public AccountSettings {
        prefixes = Json.orEmpty(prefixes);
        hostKeys = Json.orEmpty(hostKeys);
    }
    /** Returns whether records are rendered identically with both settings, which may differ only in the rate limit. */
    public boolean rendersAs(AccountSettings other) {
        return withoutPace().equals(other.withoutPace());
    }

    private AccountSettings withoutPace() {
        return new AccountSettings(
                login, depositorName, depositorEmail, registrant, crossmarkPolicy, prefixes, hostKeys, folder, null);
    }
}
