package org.offprint.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An e-mail address as mail systems take it in practice: no comments, no quoted local parts, a domain with a dot.
 *
 * @param value the address, its domain in lower case
 */
@Schema(
        type = SchemaType.STRING,
        format = "idn-email",
        pattern = "^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$",
        maxLength = Email.MAX_LENGTH,
        examples = "editor@example.org",
        description = "An e-mail address.")
public record Email(@JsonValue String value) {

    /** What RFC 5321, section 4.5.3.1, leaves for an address. */
    public static final int MAX_LENGTH = 254;

    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?";
    private static final Pattern FORM = Pattern.compile(
            "(?:mailto:)?((?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*)@(" + LABEL + "(?:\\." + LABEL + ")+)",
            Pattern.CASE_INSENSITIVE);

    /**
     * Reads it as {@link #parse} does.
     *
     * @throws InvalidValueException {@code email-format}
     */
    public Email {
        String pasted = Pasted.trimmed(value);
        Matcher form = FORM.matcher(pasted);
        if (pasted.length() > MAX_LENGTH || !form.matches()) {
            throw new InvalidValueException(
                    "email-format",
                    Pasted.quoted(pasted) + " is not an e-mail address, which looks like editor@example.org.");
        }
        value = form.group(1) + "@" + form.group(2).toLowerCase(Locale.ROOT);
    }

    /**
     * Reads an address, also after {@code mailto:}. Letters beyond ASCII are taken (RFC 6531).
     *
     * @throws InvalidValueException {@code email-format}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Email parse(String text) {
        return new Email(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
