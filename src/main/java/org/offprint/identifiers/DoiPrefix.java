package org.offprint.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the DOIs of one registrant begin with (ISO 26324): {@code 10.12345}.
 *
 * @param value {@code 10.}, 4 to 9 digits and perhaps sub-divisions
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^10\\.\\d{4,9}(\\.\\d+)*$",
        examples = "10.12345",
        description = "What the DOIs of one registrant begin with, without the slash.")
public record DoiPrefix(@JsonValue String value) {

    private static final int MAX_LENGTH = 100;
    private static final Pattern FORM =
            Pattern.compile("(?:(?:https?://)?(?:www\\.|dx\\.)?doi\\.org/|doi:\\s*)?(10\\.\\d{4,9}(?:\\.\\d+)*)/?");

    /**
     * Reads it in any of the spellings that {@link #parse} takes.
     *
     * @throws InvalidValueException {@code doi-prefix-format}
     */
    public DoiPrefix {
        String pasted = Pasted.trimmed(value);
        Matcher form = FORM.matcher(pasted.toLowerCase(Locale.ROOT));
        if (!form.matches() || form.group(1).length() > MAX_LENGTH) {
            throw new InvalidValueException(
                    "doi-prefix-format",
                    Pasted.quoted(pasted) + " is not a DOI prefix, which is 10. and 4 to 9 digits: 10.12345.");
        }
        value = form.group(1);
    }

    /**
     * Reads a prefix, also as a link or with its slash.
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
