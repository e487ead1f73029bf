package org.offprint.imports.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.json.Text;

/**
 * Natural key of an organization.
 *
 * @param ror ROR id; null if there is no valid ROR id
 * @param name name in normalized form; null if there is none
 * @param country country code in upper case; empty if there is none
 */
public record OrganizationKey(String ror, String name, String country) {

    public static OrganizationKey of(JsonNode node) {
        String name = Text.normalized(node.path("name").asText(""));
        return new OrganizationKey(
                ror(node.path("ror")),
                name.isEmpty() ? null : name,
                node.path("country").asText("").strip().toUpperCase(Locale.ROOT));
    }

    /** Returns the key of an organization with the given name, or null if the name is blank. */
    public static OrganizationKey ofText(String text) {
        String name = Text.normalized(text);
        return name.isEmpty() ? null : new OrganizationKey(null, name, "");
    }

    private static String ror(JsonNode node) {
        try {
            return node.isTextual() ? RorId.parse(node.textValue()).toString() : null;
        } catch (InvalidValueException e) {
            return null;
        }
    }

    /** Returns the key of the organization without the ROR id. */
    public OrganizationKey byName() {
        return new OrganizationKey(null, name, country);
    }
}
