package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A licence by its URL. Those of Creative Commons are brought to one form,
 * {@code https://creativecommons.org/licenses/by/4.0/}; others stay as given.
 *
 * @param value the URL
 */
@Schema(
        type = SchemaType.STRING,
        format = "uri",
        pattern = "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s\"<>\\\\]+$",
        maxLength = WebUrl.MAX_LENGTH,
        examples = "https://creativecommons.org/licenses/by/4.0/",
        description = "A licence by its URL. Licences of Creative Commons are read from any spelling of their URL or "
                + "from their SPDX id, such as `CC-BY-4.0`, and answered in one form.")
public record License(@JsonValue String value) {

    private static final Pattern WEB = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);

    /**
     * Reads it as {@link #parse} does.
     *
     * @throws InvalidValueException {@code license-format}, {@code license-version}, {@code license-unknown}, or a code
     *     of {@link WebUrl}
     */
    public License {
        value = canonical(Pasted.trimmed(value));
    }

    /**
     * Reads a licence: a Creative Commons URL with http or https, with or without what follows the version
     * ({@code legalcode}, {@code deed.de}); an SPDX id of Creative Commons; any other http or https URL.
     *
     * @throws InvalidValueException {@code license-unknown} for one that Creative Commons never published;
     *     {@code license-version} where its version is missing; {@code license-format} for what is neither URL nor SPDX
     *     id of Creative Commons; the codes of {@link WebUrl} for a bad URL
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static License parse(String text) {
        return new License(text);
    }

    /** Returns the name, {@code CC BY-NC 3.0 BR}, or null if it is none of Creative Commons. */
    public String name() {
        CreativeCommons license = CreativeCommons.ofUrl(value);
        return license == null ? null : license.name();
    }

    /**
     * Returns the SPDX id, {@code CC-BY-4.0}, or null if it has none that is known here (ported licences have none).
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
                    "The licence has " + pasted.length() + " characters, where at most " + WebUrl.MAX_LENGTH
                            + " are taken.");
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
                    Pasted.quoted(pasted) + " is neither the URL of a licence nor an SPDX id such as CC-BY-4.0.");
        }
        return new WebUrl(pasted).value();
    }
}
