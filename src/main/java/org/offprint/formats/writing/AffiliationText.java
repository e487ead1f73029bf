package org.offprint.formats.writing;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.journal.affiliations.AffiliationRef;

/** Formats an organization with its city, region and country as one line. */
public final class AffiliationText {

    private AffiliationText() {}

    /**
     * Returns the organization's name, city, region and country, for example {@code Hebei University, Baoding, Hebei
     * 071002, China}.
     */
    public static String of(AffiliationRef affiliation) {
        String region = joined(" ", affiliation.region(), affiliation.postalCode());
        return joined(", ", affiliation.name(), affiliation.city(), region, country(affiliation));
    }

    /** Returns the organization's city and country, or null if neither is known. */
    public static String cityAndCountry(AffiliationRef affiliation) {
        String place = joined(", ", affiliation.city(), country(affiliation));
        return place.isEmpty() ? null : place;
    }

    /** Returns the English name of the organization's country, or null if the country is unknown. */
    public static String country(AffiliationRef affiliation) {
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
