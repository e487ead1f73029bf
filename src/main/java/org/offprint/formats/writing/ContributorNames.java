package org.offprint.formats.writing;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.kernel.record.contributors.AlternativeName;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorKind;

/** Formats the names of contributors for export. */
public final class ContributorNames {

    private ContributorNames() {}

    /**
     * Returns the contributor's name in the form {@code "Shi, Linwei, Jr."}. The name of an organization, or of a
     * person with a single name, is returned unchanged.
     */
    public static String inverted(Contributor contributor) {
        return isOrganization(contributor)
                ? contributor.name()
                : joined(", ", contributor.family(), contributor.given(), contributor.suffix());
    }

    /** Returns a person's name in the form {@code "Linwei Shi Jr."}, or the name of an organization. */
    public static String natural(Contributor contributor) {
        return isOrganization(contributor)
                ? contributor.name()
                : joined(" ", contributor.given(), contributor.family(), contributor.suffix());
    }

    /**
     * Returns the contributor's name as displayed to readers. If the family name is in a script that does not separate
     * names with spaces, the family name comes first.
     */
    public static String displayed(Contributor contributor) {
        return isOrganization(contributor)
                ? contributor.name()
                : displayed(contributor.given(), contributor.family(), contributor.suffix());
    }

    /**
     * Returns a person's name as displayed to readers, see {@link #displayed(Contributor)}. The given name and the
     * suffix may be null.
     */
    public static String displayed(String given, String family, String suffix) {
        AlternativeName name = new AlternativeName(null, given, family, suffix, null);
        return name.isUnspaced() ? name.displayName() : joined(" ", given, family, suffix);
    }

    /** Returns whether a contributor is an organization, not a person. */
    public static boolean isOrganization(Contributor contributor) {
        return contributor.kind() == ContributorKind.ORGANIZATION;
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(separator));
    }
}
