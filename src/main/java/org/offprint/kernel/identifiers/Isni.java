package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * International Standard Name Identifier (ISO 27729), stored as 16 characters without spaces. ISNI's own links and
 * records use this form; the spaces in a printed ISNI only improve readability.
 *
 * @param value ISNI: 15 digits and a check digit
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^\\d{15}[0-9X]$",
        examples = "0000000121032683",
        description = "ISNI as 16 characters without spaces: 15 digits and a check digit (ISO 7064 MOD 11-2),"
                + " which must be correct. Spaces or hyphens between groups, a leading `ISNI` and links to"
                + " isni.org are accepted.")
public record Isni(@JsonValue String value) {

    private static final Pattern FORM =
            Pattern.compile("(?:(?:https?://)?(?:www\\.)?isni\\.org/(?:isni/)?|isni[: ]?\\s*)?"
                    + "(\\d{4})[- ]?(\\d{4})[- ]?(\\d{4})[- ]?(\\d{3})([0-9x])/?");

    /**
     * Normalizes the ISNI. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code isni-format} or {@code isni-checksum}
     */
    public Isni {
        value = digits(value);
    }

    /**
     * Parses an ISNI with or without grouping: a bare ISNI, an ISNI after {@code ISNI}, or a link to isni.org.
     *
     * @throws InvalidValueException {@code isni-format}, or {@code isni-checksum} (ISO 7064 MOD 11-2)
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Isni parse(String text) {
        return new Isni(text);
    }

    /** Returns the URL of the ISNI, for example {@code https://isni.org/isni/0000000121032683}. */
    public String url() {
        return "https://isni.org/isni/" + value;
    }

    @Override
    public String toString() {
        return value;
    }

    private static String digits(String text) {
        String pasted = PastedText.trimmed(text);
        String plain =
                PastedText.withPlainHyphens(pasted).replaceAll("\\p{Zs}", " ").toLowerCase(Locale.ROOT);
        Matcher form = FORM.matcher(plain);
        if (!form.matches()) {
            throw new InvalidValueException(
                    "isni-format",
                    PastedText.quoted(pasted) + " is not an ISNI. Use 16 digits, for example 0000 0001 2103 2683.");
        }
        String first = form.group(1) + form.group(2) + form.group(3) + form.group(4);
        char given = Character.toUpperCase(form.group(5).charAt(0));
        char right = CheckDigits.mod11dash2(first);
        if (given != right) {
            throw new InvalidValueException(
                    "isni-checksum",
                    "The check digit of the ISNI " + PastedText.quoted(pasted)
                            + " is wrong. For these digits it must be " + right + ", not " + given + ".");
        }
        return first + given;
    }
}
