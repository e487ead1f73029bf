package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.LanguageTag;

/**
 * Another form of the name of a contributor, in another script for instance.
 *
 * @param language of this form; null where it is not known
 */
@Schema(description = "Another form of a contributor's name: in parts, or whole as `name`.")
public record AlternativeName(
        @Schema(description = "The language of this form, with its script where that matters.")
        LanguageTag language,

        @Size(max = 500) String given,

        @Size(max = 500) @Schema(description = "Of a person; people of one name have this only.")
        String family,

        @Size(max = 50) String suffix,

        @Size(max = 1000) @Schema(description = "Of an organization, or of a person whose name is not parted.")
        String name) {

    /** Languages in which the family name comes first. */
    private static final Set<String> FAMILY_FIRST = Set.of("zh", "ja", "ko", "vi", "hu");

    /** Scripts without blanks between names. */
    private static final Pattern UNSPACED =
            Pattern.compile("(?U)[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]+");

    /** Reports whether the family name comes first in the language of this form. */
    @JsonIgnore
    public boolean isFamilyFirst() {
        return language != null && FAMILY_FIRST.contains(language.language());
    }

    /** The name in the order in which its language speaks it. */
    @JsonIgnore
    public String displayName() {
        if (family == null) {
            return name;
        }
        boolean isUnspaced = UNSPACED.matcher(family).matches();
        String blank = isUnspaced ? "" : " ";
        String full = given == null
                ? family
                : isUnspaced || isFamilyFirst() ? family + blank + given : given + blank + family;
        return suffix == null ? full : full + ", " + suffix;
    }
}
