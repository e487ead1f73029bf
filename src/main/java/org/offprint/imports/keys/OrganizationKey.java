package org.offprint.imports.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.RorId;

/**
 * Natural key of an organization.
 *
 * @param ror null if there is no valid one
 * @param name null if there is none
 * @param country country code in upper case; empty if there is none
 */
public record OrganizationKey(String ror, String name, String country) {

    public static OrganizationKey of(JsonNode node) {
        String name = node.path("name").asText("").strip();
        return new OrganizationKey(
                ror(node.path("ror")),
                name.isEmpty() ? null : name,
                node.path("country").asText("").strip().toUpperCase(Locale.ROOT));
    }

    private static String ror(JsonNode node) {
        try {
            return node.isTextual() ? RorId.parse(node.textValue()).toString() : null;
        } catch (InvalidValueException e) {
            return null;
        }
    }

    /** Returns the key with only the name and country. */
    public OrganizationKey byName() {
        return new OrganizationKey(null, name, country);
    }
}
