package org.offprint.web.api.contract;

import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** The forms of texts, as JSON Schema understands them. */
final class ContractPatterns {

    private static final String NOT_BLANK = "\\S";

    private ContractPatterns() {}

    static void repair(Components components) {
        components.getSchemas().values().stream()
                .flatMap(RequestAndResponseSchemas::all)
                .forEach(schema -> {
                    anchor(schema);
                    if (schema.getProperties() != null) {
                        schema.getProperties().forEach(ContractPatterns::refer);
                    }
                });
    }

    /** Bean Validation wants the whole text to match, JSON Schema only some part of it. */
    private static void anchor(Schema schema) {
        String pattern = schema.getPattern();
        if (pattern != null && !pattern.equals(NOT_BLANK) && !pattern.startsWith("^")) {
            schema.setPattern("^(?:" + pattern + ")$");
        }
    }

    /** Ids and slugs have one schema each, wherever they stand. */
    private static void refer(String name, Schema member) {
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
