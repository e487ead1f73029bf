package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.text.SeparatedText;
import org.offprint.kernel.text.Transliteration;

/**
 * The readable name of a record in its path: words of lower-case ASCII letters and digits with hyphens between them,
 * never of the form of an id.
 *
 * @param value the slug, at most 200 characters
 */
@Schema(
        type = SchemaType.STRING,
        pattern = "^[a-z0-9]+(-[a-z0-9]+)*$",
        maxLength = Slug.MAX_LENGTH,
        examples = "the-origin-of-species",
        description = "A readable name for paths, unique among records of its kind; never of the form of a UUID.")
public record Slug(@JsonValue String value) {

    /** The longest slug taken. */
    public static final int MAX_LENGTH = 200;

    private static final int MADE_LENGTH = 80;

    /** The length of a title that can matter, even where most of it leaves no letter. */
    private static final int READ_LENGTH = 2000;

    /**
     * Reads it as {@link #parse} does.
     *
     * @throws InvalidValueException {@code slug-format}, {@code slug-length} or {@code slug-uuid}
     */
    public Slug {
        String pasted = Pasted.trimmed(value);
        value = pasted.toLowerCase(Locale.ROOT);
        if (!SeparatedText.isOf(value, '-', c -> SeparatedText.isLowerCaseLetter(c) || SeparatedText.isDigit(c))) {
            throw new InvalidValueException(
                    "slug-format",
                    Pasted.quoted(pasted)
                            + " is not a slug, which is words of a-z and 0-9 with single hyphens between.");
        }
        if (value.length() > MAX_LENGTH) {
            throw new InvalidValueException(
                    "slug-length",
                    "The slug has " + value.length() + " characters, where at most " + MAX_LENGTH + " are taken.");
        }
        if (Ids.isUuidShaped(value)) {
            throw new InvalidValueException(
                    "slug-uuid", "The slug " + value + " has the form of an id; give one of readable words.");
        }
    }

    /**
     * Reads a slug; capitals become small letters.
     *
     * @throws InvalidValueException {@code slug-format}, {@code slug-length}, or {@code slug-uuid} where it has the form
     *     of an id
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Slug parse(String text) {
        return new Slug(text);
    }

    /**
     * Makes a slug of a title: at most 80 characters, cut between words. Latin, Cyrillic and Greek letters become ASCII
     * ones.
     *
     * @param title plain text; may be null
     * @param fallback the slug for a title without any such letter (Chinese, digits alone), such as {@code article}
     */
    public static Slug of(String title, String fallback) {
        String start = title == null ? "" : title.substring(0, Math.min(title.length(), READ_LENGTH));
        String words = Transliteration.words(start);
        if (words.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
            return new Slug(fallback);
        }
        String made = cut(words, MADE_LENGTH);
        return new Slug(Ids.isUuidShaped(made) ? fallback + "-" + made : made);
    }

    /** Returns the slug with {@code -number} behind it, for one that is taken; shortened if need be. */
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
