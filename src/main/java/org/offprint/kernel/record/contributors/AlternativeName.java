package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.LanguageTag;

/**
 * Alternative form of a contributor's name, for example in another script.
 *
 * @param language language of this form; null if it is unknown
 */
@Schema(description = "Alternative form of a contributor's name: in parts, or complete as `name`.")
public record AlternativeName(
        @Schema(description = "Language of this form as a BCP 47 tag, with a script subtag if necessary.")
        LanguageTag language,

        @Size(max = 500) @Schema(description = "Given names of a person, at most 500 characters.")
        String given,

        @Size(max = 500)
        @Schema(
                description = "Family name of a person, or the only name of a person with a single name. At most 500"
                        + " characters.")
        String family,

        @Size(max = 50) @Schema(description = "Suffix of the name, for example `Jr.`. At most 50 characters.")
        String suffix,

        @Size(max = 1000)
        @Schema(
                description = "Name of an organization, or of a person whose name has no separate parts. At most 1000"
                        + " characters.")
        String name) {

    /** Languages in which the family name comes first. */
    private static final Set<String> FAMILY_FIRST = Set.of("zh", "ja", "ko", "vi", "hu");

    /** Scripts that do not separate names with spaces. */
    private static final Pattern UNSPACED =
            Pattern.compile("(?U)[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]+");

    /** Returns whether the family name comes first in the language of this name. */
    @JsonIgnore
    public boolean isFamilyFirst() {
        return language != null && FAMILY_FIRST.contains(language.language());
    }

    /** Returns whether the family name is in a script that does not separate names with spaces. */
    @JsonIgnore
    public boolean isUnspaced() {
        return family != null && UNSPACED.matcher(family).matches();
    }

    /** Returns the complete name, in the order that is usual in its language. */
    @JsonIgnore
    public String displayName() {
        if (family == null) {
            return name;
        }
        boolean isUnspaced = isUnspaced();
        String blank = isUnspaced ? "" : " ";
        String full = given == null
                ? family
                : isUnspaced || isFamilyFirst() ? family + blank + given : given + blank + family;
        return suffix == null ? full : full + ", " + suffix;
    }
}
