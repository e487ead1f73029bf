package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * International Standard Serial Number (ISO 3297), stored in the form {@code 2049-3630}.
 *
 * @param value ISSN: two groups of four characters joined by a hyphen; the last character can be {@code X}
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^\\d{4}-\\d{3}[0-9X]$",
        examples = "2049-3630",
        description = "ISSN with its hyphen, for example `2049-3630`. The form without hyphen, a leading"
                + " `ISSN` and links to portal.issn.org are accepted. The check digit must be correct.")
public record Issn(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile(
            "(?:(?:https?://)?(?:portal\\.issn\\.org/resource/issn(?:-l)?|id\\.crossref\\.org/issn)/|urn:issn:|[ep]?-?issn(?:-l)?[: ]?\\s*)?"
                    + "(\\d{4})[- ]?(\\d{3})([0-9x])/?");

    /**
     * Normalizes the ISSN. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code issn-format} or {@code issn-checksum}
     */
    public Issn {
        value = canonical(value);
    }

    /**
     * Parses an ISSN with or without a hyphen: a bare ISSN, an ISSN after {@code ISSN} or {@code urn:issn:}, or a link
     * to the ISSN portal.
     *
     * @throws InvalidValueException {@code issn-format}, or {@code issn-checksum} (ISO 3297, annex A)
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Issn parse(String text) {
        return new Issn(text);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String canonical(String text) {
        String pasted = PastedText.trimmed(text);
        Matcher form = FORM.matcher(PastedText.withPlainHyphens(pasted).toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new InvalidValueException(
                    "issn-format", PastedText.quoted(pasted) + " is not an ISSN. Use the form 2049-3630.");
        }
        char given = Character.toUpperCase(form.group(3).charAt(0));
        char right = CheckDigits.issn(form.group(1) + form.group(2));
        if (given != right) {
            throw new InvalidValueException(
                    "issn-checksum",
                    "The check digit of the ISSN " + PastedText.quoted(pasted)
                            + " is wrong. For these digits it must be " + right + ", not " + given + ".");
        }
        return form.group(1) + "-" + form.group(2) + given;
    }
}
