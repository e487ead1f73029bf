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
 * Digital Object Identifier (ISO 26324), stored as given but without any text before {@code 10.}. Different notations
 * of a DOI have the same {@link #key} but are not equal, so correcting the notation counts as a change.
 *
 * @param value bare DOI, at most 2048 bytes in UTF-8
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^10\\.\\d{4,9}(\\.\\d+)*/\\S+$",
        maxLength = Doi.MAX_LENGTH,
        examples = "10.1371/journal.pone.0000217",
        description = "DOI without `https://doi.org/`. Requests can also send the `doi:` and"
                + " `https://doi.org/` forms. The case is stored as given; ASCII letters are compared"
                + " case-insensitively. At most 2048 bytes in UTF-8.")
public record Doi(@JsonValue String value) {

    /** Maximum length of a DOI, in bytes of UTF-8. All DOIs in use are shorter. */
    public static final int MAX_LENGTH = 2048;

    private static final String BASE = "https://doi.org/";
    private static final Pattern URL =
            Pattern.compile("(?:https?://)?(?:www\\.|dx\\.)?doi\\.org/(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern LABEL =
            Pattern.compile("(?:info:doi/|urn:doi:|doi(?::\\s*|\\s+))(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * Normalizes the DOI. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code doi-format}, {@code doi-characters} or {@code doi-length}
     */
    public Doi {
        value = bare(PastedText.trimmed(value));
        check(value);
    }

    /**
     * Parses a DOI: a bare DOI, a DOI after {@code doi:} or {@code info:doi/}, or a link to doi.org or dx.doi.org.
     * Percent-encoding in links is decoded.
     *
     * @throws InvalidValueException {@code doi-format}; {@code doi-characters} if the DOI contains a space or an
     *     unprintable character; {@code doi-length}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Doi parse(String text) {
        return new Doi(text);
    }

    /**
     * Returns the key for comparing DOIs. ASCII letters are converted to lowercase; all other characters are unchanged
     * (DOI Handbook, 2.4).
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
     * Returns the link {@code https://doi.org/…} as an ASCII URI. Characters that a URI must not contain are
     * percent-encoded.
     */
    public String url() {
        return BASE + PercentEncoding.encode(value);
    }

    /** Returns the DOI prefix, which precedes the first slash. */
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
        // The length of a DOI is limited in bytes, because database indexes limit the size of their keys in bytes.
        int length = bare.getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_LENGTH) {
            throw new InvalidValueException(
                    "doi-length", "The DOI has " + length + " bytes. The maximum is " + MAX_LENGTH + ".");
        }
        int slash = bare.indexOf('/');
        if (slash < 0 || slash == bare.length() - 1 || !DoiPrefix.isPrefix(bare.substring(0, slash))) {
            throw new InvalidValueException(
                    "doi-format",
                    PastedText.quoted(bare)
                            + " is not a DOI. Use 10., 4 to 9 digits, a slash and a suffix, for example 10.12345/abc.");
        }
        bare.codePoints().filter(c -> !PastedText.isVisible(c)).findFirst().ifPresent(c -> {
            throw new InvalidValueException(
                    "doi-characters",
                    String.format(
                            "The DOI %s contains U+%04X. Remove spaces and unprintable characters.",
                            PastedText.quoted(bare), c));
        });
    }
}
