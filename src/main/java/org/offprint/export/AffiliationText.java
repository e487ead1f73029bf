package org.offprint.export;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.affiliations.AffiliationRef;
import org.offprint.articles.body.AffiliationMention;
import org.offprint.articles.body.Contributor;

/** Affiliations in one line. */
public final class AffiliationText {

    private AffiliationText() {}

    /** The organization and where it is, as in {@code Hebei University, Baoding, Hebei 071002, China}. */
    public static String of(AffiliationRef affiliation) {
        String region = joined(" ", affiliation.region(), affiliation.postalCode());
        return joined(", ", affiliation.name(), affiliation.city(), region, place(affiliation));
    }

    /** As printed beside this contributor where the words are known, else made of the organization's record. */
    public static String of(Contributor contributor, AffiliationRef affiliation) {
        String printed = printed(contributor, affiliation);
        return printed == null ? of(affiliation) : printed;
    }

    /** As printed beside this contributor, with department and whatever else stands there; null where the words are not known. */
    public static String printed(Contributor contributor, AffiliationRef affiliation) {
        return contributor.affiliations().stream()
                .filter(mention -> Objects.equals(mention.label(), affiliation.label()))
                .map(AffiliationMention::text)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** City and country in words; null where neither is known. */
    public static String cityAndCountry(AffiliationRef affiliation) {
        String place = joined(", ", affiliation.city(), place(affiliation));
        return place.isEmpty() ? null : place;
    }

    /** The country's English name; null where it is not known. */
    public static String place(AffiliationRef affiliation) {
        return affiliation.country() == null
                ? null
                : new Locale.Builder()
                        .setRegion(affiliation.country().value())
                        .build()
                        .getDisplayCountry(Locale.ENGLISH);
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(separator));
    }
}
