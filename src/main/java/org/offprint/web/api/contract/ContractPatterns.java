package org.offprint.web.api.contract;

import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Anchors the string patterns of schemas, because an unanchored JSON Schema pattern also matches substrings. */
final class ContractPatterns {

    private static final String NOT_BLANK = "\\S";

    private ContractPatterns() {}

    static void repair(Components components) {
        components.getSchemas().values().stream()
                .flatMap(RequestAndResponseSchemas::all)
                .forEach(schema -> {
                    anchor(schema);
                    if (schema.getProperties() != null) {
                        schema.getProperties().forEach(ContractPatterns::useSharedSchema);
                    }
                });
    }

    /**
     * Anchors a string pattern. Bean Validation requires that the pattern matches the whole string, but JSON Schema
     * also accepts a matching substring.
     */
    private static void anchor(Schema schema) {
        String pattern = schema.getPattern();
        if (pattern != null && !pattern.equals(NOT_BLANK) && !pattern.startsWith("^")) {
            schema.setPattern("^(?:" + pattern + ")$");
        }
    }

    /** Replaces the inline schemas of ids and slugs with references to shared schemas. */
    private static void useSharedSchema(String name, Schema member) {
        Schema items = member.getItems();
        if (items != null && "uuid".equals(items.getFormat())) {
            items.setRef("UUID");
            items.setType(null);
            items.setFormat(null);
            items.setPattern(null);
        } else if (name.equals("slug") && isText(member)) {
            member.setRef("Slug");
            member.setType(null);
        }
    }

    private static boolean isText(Schema schema) {
        return schema.getRef() == null
                && schema.getType() != null
                && schema.getType().contains(SchemaType.STRING);
    }
}
