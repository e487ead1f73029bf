package org.offprint.formats.writing;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorKind;

/** Names of contributors as formats write them. */
public final class ContributorNames {

    private ContributorNames() {}

    /** {@code "Shi, Linwei, Jr."}; the one name of those who have one; the name of an organization. */
    public static String inverted(Contributor contributor) {
        return isOrganization(contributor)
                ? contributor.name()
                : joined(", ", contributor.family(), contributor.given(), contributor.suffix());
    }

    /** {@code "Linwei Shi Jr."}; the name of an organization. */
    public static String spoken(Contributor contributor) {
        return isOrganization(contributor)
                ? contributor.name()
                : joined(" ", contributor.given(), contributor.family(), contributor.suffix());
    }

    /** Reports whether it is an organization and not a person. */
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
