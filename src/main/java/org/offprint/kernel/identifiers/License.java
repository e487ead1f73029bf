package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Licence, identified by its URL. Creative Commons URLs are normalized to the form {@code
 * https://creativecommons.org/licenses/by/4.0/}; all other URLs are stored as given.
 *
 * @param value URL of the licence
 */
@Schema(
        type = SchemaType.STRING,
        format = "uri",
        pattern = "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s\"<>\\\\]+$",
        maxLength = WebUrl.MAX_LENGTH,
        examples = "https://creativecommons.org/licenses/by/4.0/",
        description =
                "Licence, identified by its http or https URL. Creative Commons licences are accepted as any common"
                        + " form of their URL or as an SPDX id such as `CC-BY-4.0`, and are returned as their canonical URL. At"
                        + " most 2083 characters.")
public record License(@JsonValue String value) {

    private static final Pattern WEB = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);

    /**
     * Normalizes the licence. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code license-format}, {@code license-version}, {@code license-unknown}, or a code
     *     of {@link WebUrl}
     */
    public License {
        value = canonical(PastedText.trimmed(value));
    }

    /**
     * Parses the URL or SPDX id of a Creative Commons licence, or any other http or https URL. A Creative Commons URL
     * can have a suffix after the version ({@code legalcode}, {@code deed.de}).
     *
     * @throws InvalidValueException {@code license-unknown} if Creative Commons never published the licence; {@code
     *     license-version} if the version is missing; {@code license-format} if the text is neither a URL nor an SPDX
     *     id of a Creative Commons licence; the codes of {@link WebUrl} for an invalid URL
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static License parse(String text) {
        return new License(text);
    }

    /**
     * Returns the name of a Creative Commons licence, for example {@code CC BY-NC 3.0 BR}, or null for any other
     * licence.
     */
    public String name() {
        CreativeCommons license = CreativeCommons.ofUrl(value);
        return license == null ? null : license.name();
    }

    /**
     * Returns the SPDX id of a Creative Commons licence, for example {@code CC-BY-4.0}. Returns null for ported
     * licences, and for licences not published by Creative Commons.
     */
    public String spdx() {
        CreativeCommons license = CreativeCommons.ofUrl(value);
        return license == null ? null : license.spdx();
    }

    @Override
    public String toString() {
        return value;
    }

    private static String canonical(String pasted) {
        if (pasted.length() > WebUrl.MAX_LENGTH) {
            throw new InvalidValueException(
                    "license-format",
                    "The licence has " + pasted.length() + " characters. The maximum is " + WebUrl.MAX_LENGTH + ".");
        }
        CreativeCommons license = CreativeCommons.ofUrl(pasted);
        if (license == null) {
            license = CreativeCommons.ofSpdx(pasted);
        }
        if (license != null) {
            return license.url();
        }
        if (!WEB.matcher(pasted).matches()) {
            throw new InvalidValueException(
                    "license-format",
                    PastedText.quoted(pasted)
                            + " is neither the URL of a licence nor an SPDX id of Creative Commons. Use a URL or an id"
                            + " such as CC-BY-4.0.");
        }
        return new WebUrl(pasted).value();
    }
}
