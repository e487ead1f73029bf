package org.offprint.imports.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.RorId;

/**
 * The natural key of an organization.
 *
 * @param ror null for none that is valid
 * @param name null for none
 * @param country in capitals; empty for none
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

    /** Returns the key by name and country alone. */
    public OrganizationKey byName() {
        return new OrganizationKey(null, name, country);
    }
}
