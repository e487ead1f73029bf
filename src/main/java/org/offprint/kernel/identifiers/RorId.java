package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Identifier of an organization in the Research Organization Registry (ROR), stored as {@code
 * https://ror.org/05dxps055}.
 *
 * @param value ROR id as an https URI
 */
@Schema(
        type = SchemaType.STRING,
        format = "uri",
        pattern = "^https://ror\\.org/0[0-9a-hjkmnp-tv-z]{6}\\d{2}$",
        examples = "https://ror.org/05dxps055",
        description = "ROR id as an https URI, for example `https://ror.org/05dxps055`. Bare ids are accepted."
                + " The checksum must be correct.")
public record RorId(@JsonValue String value) {

    private static final String BASE = "https://ror.org/";
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern FORM =
            Pattern.compile("(?:(?:https?://)?(?:www\\.)?ror\\.org/|ror[: ]\\s*)?(0[0-9a-hjkmnp-tv-z]{6})(\\d{2})/?");

    /**
     * Normalizes the ROR id. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code ror-format} or {@code ror-checksum}
     */
    public RorId {
        value = BASE + id(value);
    }

    /**
     * Parses a ROR id: an http or https URI, {@code ror.org/…}, or a bare id of nine characters.
     *
     * @throws InvalidValueException {@code ror-format}, or {@code ror-checksum} (ISO 7064 MOD 97-10 of Crockford's base
     *     32)
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static RorId parse(String text) {
        return new RorId(text);
    }

    /** Returns the nine characters of the ROR id without the URI, for example {@code 05dxps055}. */
    public String bare() {
        return value.substring(BASE.length());
    }

    @Override
    public String toString() {
        return value;
    }

    private static String id(String text) {
        String pasted = PastedText.trimmed(text);
        Matcher form = FORM.matcher(pasted.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new InvalidValueException(
                    "ror-format", PastedText.quoted(pasted) + " is not a ROR id. Use the form " + BASE + "05dxps055.");
        }
        int right = checksum(form.group(1));
        if (Integer.parseInt(form.group(2)) != right) {
            throw new InvalidValueException(
                    "ror-checksum",
                    "The checksum of the ROR id " + PastedText.quoted(pasted) + " is wrong. The id must end in "
                            + String.format(Locale.ROOT, "%02d", right) + ".");
        }
        return form.group(1) + form.group(2);
    }

    private static int checksum(String characters) {
        long number = 0;
        for (int i = 0; i < characters.length(); i++) {
            number = number * 32 + DIGITS.indexOf(characters.charAt(i));
        }
        return (int) (98 - number * 100 % 97);
    }
}
