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

/** Affiliation of a contributor as printed text, without an identifier of the organization. */
public final class PrintedMention {

    private PrintedMention() {}

    /**
     * Returns whether the affiliations of an article must stay unchanged, because the article was published in a
     * different installation, which has already linked them.
     */
    public static boolean isSettled(JsonNode article) {
        return article.hasNonNull("publishedAt") && article.hasNonNull("version");
    }

    /**
     * Returns the text of a printed affiliation to be matched with organizations. Returns null if the affiliation has
     * an identifier or no usable text.
     */
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
        return text == null || text.isBlank() || text.length() > AffiliationMatching.MAX_LENGTH ? null : text.strip();
    }

    /** Returns the name of an organization with its city, region and country, as in a printed affiliation. */
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
