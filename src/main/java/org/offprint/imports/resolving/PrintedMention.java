package org.offprint.imports.resolving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.imports.keys.OrganizationKey;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.search.matching.AffiliationMatching;

/** An affiliation of a contributor that names no organization by an identifier. */
public final class PrintedMention {

    private PrintedMention() {}

    /**
     * Reports whether affiliations of an article are to stay as they are: as readers had them in another store, which
     * linked what it was sure of.
     */
    public static boolean isSettled(JsonNode article) {
        return article.hasNonNull("publishedAt") && article.hasNonNull("version");
    }

    /** The words that it is matched by; null where it has an identifier, or none that can be matched. */
    public static String text(JsonNode mention) {
        String text;
        if (mention.isTextual()) {
            text = Ids.isUuidShaped(mention.textValue()) ? null : mention.textValue();
        } else if (BatchReferences.idOf(mention) != null
                || OrganizationKey.of(mention).ror() != null) {
            text = null;
        } else {
            text = mention.hasNonNull("name")
                    ? named(mention)
                    : mention.path("text").textValue();
        }
        return text == null || text.isBlank() || text.length() > AffiliationMatching.LONGEST ? null : text.strip();
    }

    /** An organization with the place where it is, as it would be printed. */
    private static String named(JsonNode mention) {
        List<String> parts = Stream.of("name", "city", "region")
                .map(member -> mention.path(member).textValue())
                .filter(Objects::nonNull)
                .collect(Collectors.toList());
        String country = mention.path("country").asText("");
        if (!country.isEmpty()) {
            parts.add(new Locale("", country.toUpperCase(Locale.ROOT)).getDisplayCountry(Locale.ENGLISH));
        }
        return String.join(", ", parts);
    }
}
