package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.text.SeparatedText;
import org.offprint.kernel.text.Transliteration;

/**
 * Readable name of a record in URLs: words of lowercase ASCII letters and digits, separated by hyphens. A slug never
 * has the form of a UUID.
 *
 * @param value slug, at most 200 characters
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^[a-z0-9]+(-[a-z0-9]+)*$",
        maxLength = Slug.MAX_LENGTH,
        examples = "the-origin-of-species",
        description = "Readable name of the record in URLs, unique among records of the same kind. Consists of"
                + " words of `a-z` and `0-9` separated by single hyphens, at most 200 characters. Must not"
                + " have the form of a UUID.")
public record Slug(@JsonValue String value) {

    /** Maximum length of a slug, in characters. */
    public static final int MAX_LENGTH = 200;

    private static final int MAX_DERIVED_LENGTH = 80;

    /**
     * Maximum number of title characters from which a slug is derived. The limit is sufficient even if most characters
     * of the title cannot be transliterated.
     */
    private static final int MAX_READ_LENGTH = 2000;

    /**
     * Normalizes the slug. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code slug-format}, {@code slug-length} or {@code slug-uuid}
     */
    public Slug {
        String pasted = PastedText.trimmed(value);
        value = pasted.toLowerCase(Locale.ROOT);
        if (!SeparatedText.isOf(value, '-', c -> SeparatedText.isLowerCaseLetter(c) || SeparatedText.isDigit(c))) {
            throw new InvalidValueException(
                    "slug-format",
                    PastedText.quoted(pasted)
                            + " is not a slug. Use words of a-z and 0-9 separated by single hyphens.");
        }
        if (value.length() > MAX_LENGTH) {
            throw new InvalidValueException(
                    "slug-length",
                    "The slug has " + value.length() + " characters. The maximum is " + MAX_LENGTH + ".");
        }
        if (Ids.isUuidShaped(value)) {
            throw new InvalidValueException(
                    "slug-uuid", "The slug " + value + " has the form of an id. Use readable words.");
        }
    }

    /**
     * Parses a slug. Uppercase letters are converted to lowercase.
     *
     * @throws InvalidValueException {@code slug-format}, {@code slug-length}, or {@code slug-uuid} if the text has the
     *     form of a UUID
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Slug parse(String text) {
        return new Slug(text);
    }

    /**
     * Derives a slug of at most 80 characters from a title. A longer slug is cut between words. Latin, Cyrillic and
     * Greek letters are transliterated to ASCII.
     *
     * @param title plain text, or null
     * @param fallback slug such as {@code article}, used if the title yields no letters, for example because it is
     *     Chinese
     */
    public static Slug of(String title, String fallback) {
        String start = title == null ? "" : title.substring(0, Math.min(title.length(), MAX_READ_LENGTH));
        String words = Transliteration.words(start);
        if (words.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
            return new Slug(fallback);
        }
        String made = cut(words, MAX_DERIVED_LENGTH);
        return new Slug(Ids.isUuidShaped(made) ? fallback + "-" + made : made);
    }

    /**
     * Returns the slug with {@code -number} appended, for use if the slug itself is already taken. A long slug is
     * shortened first.
     */
    public Slug numbered(int number) {
        String end = "-" + number;
        return new Slug(cut(value, MAX_LENGTH - end.length()) + end);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String cut(String words, int length) {
        if (words.length() <= length) {
            return words;
        }
        int end = words.lastIndexOf('-', length);
        return words.substring(0, end > 0 ? end : length);
    }
}
