package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.text.SeparatedText;

/**
 * Email address in the form that mail systems accept in practice: no comments, no quoted local part, and a dot in the
 * domain.
 *
 * @param value email address with its domain in lowercase
 */
@Schema(
        type = SchemaType.STRING,
        format = "idn-email",
        pattern = "^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$",
        maxLength = Email.MAX_LENGTH,
        examples = "editor@example.org",
        description = "E-mail address, for example `editor@example.org`. Letters outside ASCII are accepted."
                + " At most 254 characters.")
public record Email(@JsonValue String value) {

    /** Maximum length of an email address, in characters (RFC 5321, section 4.5.3.1). */
    public static final int MAX_LENGTH = 254;

    private static final int MAX_LOCAL_PART_LENGTH = 64;
    private static final String SCHEME = "mailto:";
    private static final String ATOM_PUNCTUATION = "!#$%&'*+/=?^_`{|}~-";
    private static final Pattern LABEL =
            Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?");

    /**
     * Normalizes the email address. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code email-format}
     */
    public Email {
        String pasted = PastedText.trimmed(value);
        String bare =
                pasted.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? pasted.substring(SCHEME.length()) : pasted;
        int at = bare.indexOf('@');
        if (pasted.length() > MAX_LENGTH
                || at < 0
                || !isLocalPart(bare.substring(0, at))
                || !isDomain(bare.substring(at + 1))) {
            throw new InvalidValueException(
                    "email-format",
                    PastedText.quoted(pasted) + " is not an e-mail address. Use the form editor@example.org.");
        }
        value = bare.substring(0, at) + bare.substring(at).toLowerCase(Locale.ROOT);
    }

    private static boolean isLocalPart(String text) {
        return text.length() <= MAX_LOCAL_PART_LENGTH
                && SeparatedText.isOf(
                        text,
                        '.',
                        c -> SeparatedText.isWordCharacter(c) || c < 0x80 && ATOM_PUNCTUATION.indexOf(c) >= 0);
    }

    private static boolean isDomain(String text) {
        return text.indexOf('.') >= 0
                && Stream.of(text.split("\\.", -1))
                        .allMatch(label -> LABEL.matcher(label).matches());
    }

    /**
     * Parses an email address, optionally after {@code mailto:}. Letters outside ASCII are accepted (RFC 6531).
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
