package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.text.PercentEncoding;

/**
 * A Digital Object Identifier (ISO 26324), kept as given but for what stands before {@code 10.}. Two spellings of one DOI
 * have the same {@link #key}; they are not equal, so that a corrected spelling is a change.
 *
 * @param value the bare DOI, at most 2048 bytes in UTF-8
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^10\\.\\d{4,9}(\\.\\d+)*/\\S+$",
        maxLength = Doi.MAX_LENGTH,
        examples = "10.1371/journal.pone.0000217",
        description = "A DOI without `https://doi.org/`. Read with it, too, or after `doi:`; kept in the case given, "
                + "compared without regard to the case of ASCII letters.")
public record Doi(@JsonValue String value) {

    /** More bytes in UTF-8 than any DOI has. */
    public static final int MAX_LENGTH = 2048;

    private static final String BASE = "https://doi.org/";
    private static final Pattern URL =
            Pattern.compile("(?:https?://)?(?:www\\.|dx\\.)?doi\\.org/(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern LABEL =
            Pattern.compile("(?:info:doi/|urn:doi:|doi(?::\\s*|\\s+))(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * Reads it in any of the spellings that {@link #parse} takes.
     *
     * @throws InvalidValueException {@code doi-format}, {@code doi-characters} or {@code doi-length}
     */
    public Doi {
        value = bare(Pasted.trimmed(value));
        check(value);
    }

    /**
     * Reads a DOI: bare, after {@code doi:} or {@code info:doi/}, or as a link to doi.org or dx.doi.org, whose
     * percent-encoding is undone.
     *
     * @throws InvalidValueException {@code doi-format}; {@code doi-characters} where it holds a blank or a character
     *     that cannot be printed; {@code doi-length}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Doi parse(String text) {
        return new Doi(text);
    }

    /**
     * Returns the form that DOIs are compared by: ASCII letters in lower case, everything else untouched (DOI Handbook,
     * 2.4).
     */
    public String key() {
        StringBuilder key = new StringBuilder(value);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                key.setCharAt(i, (char) (c + 32));
            }
        }
        return key.toString();
    }

    /**
     * Returns the link, {@code https://doi.org/…}: an ASCII URI with everything percent-encoded that a link cannot
     * hold.
     */
    public String url() {
        return BASE + PercentEncoding.encode(value);
    }

    /** Returns the part before the first slash. */
    public DoiPrefix prefix() {
        return new DoiPrefix(value.substring(0, value.indexOf('/')));
    }

    @Override
    public String toString() {
        return value;
    }

    private static String bare(String text) {
        String unlabelled = unlabelled(text);
        Matcher url = URL.matcher(unlabelled);
        return url.matches() ? unlabelled(PercentEncoding.decode(url.group(1))) : unlabelled;
    }

    private static String unlabelled(String text) {
        Matcher label = LABEL.matcher(text);
        return label.matches() ? label.group(1) : text;
    }

    private static void check(String bare) {
        // In bytes, because that is what an index of the database holds of a key.
        int length = bare.getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_LENGTH) {
            throw new InvalidValueException(
                    "doi-length", "The DOI has " + length + " bytes, where at most " + MAX_LENGTH + " are taken.");
        }
        int slash = bare.indexOf('/');
        if (slash < 0 || slash == bare.length() - 1 || !DoiPrefix.isPrefix(bare.substring(0, slash))) {
            throw new InvalidValueException(
                    "doi-format",
                    Pasted.quoted(bare)
                            + " is not a DOI, which is 10., 4 to 9 digits, a slash and a name: 10.12345/abc.");
        }
        bare.codePoints().filter(c -> !Pasted.isVisible(c)).findFirst().ifPresent(c -> {
            throw new InvalidValueException(
                    "doi-characters",
                    String.format(
                            "The DOI %s holds U+%04X, but blanks and characters that cannot be printed are not allowed.",
                            Pasted.quoted(bare), c));
        });
    }
}
