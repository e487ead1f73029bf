package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * ORCID iD, stored in the form that ORCID requires for display: {@code https://orcid.org/0000-0002-1825-0097}.
 *
 * @param value ORCID iD as an https URI
 */
@Schema(
        type = SchemaType.STRING,
        format = "uri",
        pattern = "^https://orcid\\.org/\\d{4}-\\d{4}-\\d{4}-\\d{3}[0-9X]$",
        examples = "https://orcid.org/0000-0002-1825-0097",
        description = "ORCID iD as an https URI. Bare iDs, `http://` URIs and iDs without hyphens are"
                + " accepted. The check digit (ISO 7064 MOD 11-2) must be correct.")
public record Orcid(@JsonValue String value) {

    private static final String BASE = "https://orcid.org/";
    private static final Pattern FORM =
            Pattern.compile("(?:(?:https?://)?(?:www\\.)?orcid\\.org/|orcid(?: id)?[: ]\\s*)?"
                    + "(\\d{4})[- ]?(\\d{4})[- ]?(\\d{4})[- ]?(\\d{3})([0-9x])/?");

    /**
     * Normalizes the ORCID iD. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code orcid-format} or {@code orcid-checksum}
     */
    public Orcid {
        value = BASE + digits(value);
    }

    /**
     * Parses an ORCID iD: an http or https URI, {@code orcid.org/…}, {@code ORCID: …} or the bare digits, with or
     * without hyphens.
     *
     * @throws InvalidValueException {@code orcid-format}, or {@code orcid-checksum} (ISO 7064 MOD 11-2)
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Orcid parse(String text) {
        return new Orcid(text);
    }

    /** Returns the 16 digits of the ORCID iD in groups, without the URI: {@code 0000-0002-1825-0097}. */
    public String bare() {
        return value.substring(BASE.length());
    }

    @Override
    public String toString() {
        return value;
    }

    private static String digits(String text) {
        String pasted = PastedText.trimmed(text);
        Matcher form = FORM.matcher(PastedText.withPlainHyphens(pasted).toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new InvalidValueException(
                    "orcid-format",
                    PastedText.quoted(pasted) + " is not an ORCID iD. Use the form " + BASE + "0000-0002-1825-0097.");
        }
        char given = Character.toUpperCase(form.group(5).charAt(0));
        char right = CheckDigits.mod11dash2(form.group(1) + form.group(2) + form.group(3) + form.group(4));
        if (given != right) {
            throw new InvalidValueException(
                    "orcid-checksum",
                    "The check digit of the ORCID iD " + PastedText.quoted(pasted)
                            + " is wrong. For these digits it must be " + right + ", not " + given + ".");
        }
        return form.group(1) + "-" + form.group(2) + "-" + form.group(3) + "-" + form.group(4) + given;
    }
}
