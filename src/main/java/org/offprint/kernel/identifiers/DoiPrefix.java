package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.text.SeparatedText;

/**
 * DOI prefix of a registrant (ISO 26324), for example {@code 10.12345}.
 *
 * @param value {@code 10.}, 4 to 9 digits and optional subdivisions
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^10\\.\\d{4,9}(\\.\\d+)*$",
        examples = "10.12345",
        description = "DOI prefix of a registrant, without the slash, for example `10.12345`. A link to"
                + " doi.org, a leading `doi:` and a trailing slash are accepted.")
public record DoiPrefix(@JsonValue String value) {

    private static final int MAX_LENGTH = 100;
    private static final String DIRECTORY = "10.";
    private static final int MIN_DIGITS = 4;
    private static final int MAX_DIGITS = 9;
    private static final Pattern RESOLVER = Pattern.compile("(?:https?://)?(?:www\\.|dx\\.)?doi\\.org/|doi:\\s*");

    /**
     * Normalizes the DOI prefix. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code doi-prefix-format}
     */
    public DoiPrefix {
        String pasted = PastedText.trimmed(value);
        String bare = bare(pasted.toLowerCase(Locale.ROOT));
        if (bare.length() > MAX_LENGTH || !isPrefix(bare)) {
            throw new InvalidValueException(
                    "doi-prefix-format",
                    PastedText.quoted(pasted)
                            + " is not a DOI prefix. Use 10. and 4 to 9 digits, for example 10.12345.");
        }
        value = bare;
    }

    private static String bare(String text) {
        Matcher resolver = RESOLVER.matcher(text);
        String prefix = resolver.lookingAt() ? text.substring(resolver.end()) : text;
        return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }

    /** Returns whether the text is a DOI prefix: {@code 10.}, 4 to 9 digits and optional subdivisions. */
    static boolean isPrefix(String text) {
        if (!text.startsWith(DIRECTORY) || !SeparatedText.isOf(text, '.', SeparatedText::isDigit)) {
            return false;
        }
        int end = text.indexOf('.', DIRECTORY.length());
        int digits = (end < 0 ? text.length() : end) - DIRECTORY.length();
        return digits >= MIN_DIGITS && digits <= MAX_DIGITS;
    }

    /**
     * Parses a DOI prefix. A link to doi.org, a leading {@code doi:} and a trailing slash are accepted.
     *
     * @throws InvalidValueException {@code doi-prefix-format}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DoiPrefix parse(String text) {
        return new DoiPrefix(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
