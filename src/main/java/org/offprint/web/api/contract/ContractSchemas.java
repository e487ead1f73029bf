package org.offprint.web.api.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.offprint.journal.affiliations.AffiliationInput;
import org.offprint.journal.affiliations.AffiliationView;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.articles.notices.RetractionInput;
import org.offprint.journal.issues.IssueInput;
import org.offprint.journal.issues.IssueView;
import org.offprint.journal.journals.JournalInput;
import org.offprint.journal.journals.JournalView;
import org.offprint.kernel.record.ContractAudience;

/** Adds schema details that the generator cannot derive from the code. */
final class ContractSchemas {

    /**
     * Record classes with unwrapped members ({@code @JsonUnwrapped}), whose order the OpenAPI generator does not
     * preserve.
     */
    private static final List<Class<? extends Record>> UNWRAPPING = List.of(
            JournalInput.class,
            JournalView.class,
            IssueInput.class,
            IssueView.class,
            ArticleInput.class,
            ArticleView.class,
            AffiliationInput.class,
            AffiliationView.class,
            RetractionInput.class);

    private static final String UUID = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

    private ContractSchemas() {}

    static void repair(OpenAPI contract) {
        Components components = contract.getComponents();
        components.getSchemas().values().forEach(ContractSchemas::dropTypesOfReferences);
        UNWRAPPING.forEach(type -> order(components.getSchemas().get(type.getSimpleName()), members(type)));
        describe(components);
        addInclusions(components.getSchemas().get("ArticleView"), "ArticleInclusions");
        addInclusions(components.getSchemas().get("IssueView"), "IssueRecordInclusions");
        ContractPatterns.repair(components);
        RequestAndResponseSchemas schemas = new RequestAndResponseSchemas(contract);
        schemas.split();
        allowRecordsForIds(components);
        schemas.requireAlwaysPresent();
        schemas.openVocabularies();
        RequestAndResponseSchemas.require(components.getSchemas().get("ArticleView"), "title");
        schemas.describeDefaults();
        schemas.dropNulls();
        addLocalized(components.getSchemas().get("ArticleView"));
        addLocalized(components.getSchemas().get("ArticleSummary"));
        ContractLists.addHighlights(components);
        addInclusions(components.getSchemas().get("FoundArticleSummary"), "ArticleInclusions");
        DefaultDescriptions.addTo(components.getSchemas());
        new RequestAndResponseSchemas(contract).dropUnused();
    }

    /**
     * Removes the type {@code string}, which the generator adds to every schema reference regardless of the referenced
     * schema's type.
     */
    private static void dropTypesOfReferences(Schema schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().values().stream()
                    .filter(member -> member.getRef() != null)
                    .forEach(member -> member.setType(null));
        }
    }

    private static List<String> members(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> !java.lang.reflect.Modifier.isStatic(field.getModifiers()))
                .flatMap(field -> field.isAnnotationPresent(JsonUnwrapped.class)
                        ? members(field.getType()).stream()
                        : Stream.of(name(field)))
                .toList();
    }

    private static String name(Field field) {
        JsonProperty name = field.getAnnotation(JsonProperty.class);
        return name == null ? field.getName() : name.value();
    }

    private static void order(Schema schema, List<String> members) {
        Map<String, Schema> ordered = new LinkedHashMap<>();
        members.forEach(name -> ordered.put(name, schema.getProperties().get(name)));
        ordered.values().removeIf(member -> member == null);
        schema.setProperties(ordered);
        schema.setRequired(
                members.stream().filter(schema.getRequired()::contains).toList());
    }

    private static void describe(Components components) {
        Map<String, Schema> schemas = components.getSchemas();
        schemas.get("UUID").description("Id of a record (UUID).").pattern(UUID);
        schemas.get("Instant").description("Date and time with an offset (RFC 3339). Responses always use UTC.");
        Schema problem = schemas.get("Problem");
        problem.addProperty(
                "existing",
                text("Path of the existing record with the same identifier. Present for duplicates.")
                        .addExtension(ContractAudience.EXTENSION, ContractAudience.EDITORS));
        problem.addProperty("slug", text("Slug of the withdrawn article. Present for withdrawn records."));
        problem.addProperty("reason", text("Reason for the withdrawal. Present for withdrawn records."));
        problem.addProperty(
                "withdrawnAt",
                OASFactory.createSchema()
                        .ref("Instant")
                        .description("Time of the withdrawal. Present for withdrawn records."));
        problem.addProperty(
                "replacedBy",
                text("Path of the article that replaces the withdrawn one. Present for withdrawn records."));
        problem.addProperty(
                "usedBy",
                texts("Paths of some records that refer to this record. Present if the record is in use.")
                        .addExtension(ContractAudience.EXTENSION, ContractAudience.EDITORS));
        problem.addProperty("violated-policies", texts("Names of the rate limit policies whose quotas are exceeded."));
        problem.addProperty("alternatives", texts("Available values, for example media types or format names."));
        problem.addProperty("accepted", texts("Media types that the operation accepts."));
        problem.addProperty("parameters", texts("Query parameters that the operation accepts."));
        components.addSchema(
                "RecordWithId",
                OASFactory.createSchema()
                        .addType(SchemaType.OBJECT)
                        .description("A complete record, or an object that contains only the id of a record.")
                        .addProperty("id", OASFactory.createSchema().ref("UUID"))
                        .additionalPropertiesBoolean(true)
                        .required(List.of("id")));
        components.addSchema(
                "IdOrRecord",
                idOr("RecordWithId")
                        .description("Reference to another record: a record id, or an object that contains the id. The"
                                + " service ignores all other members of the object."));
        components.addSchema(
                "AffiliationInContributor",
                idOr("AffiliationMention")
                        .description(
                                "Affiliation of a contributor: the id of an affiliation record, or the affiliation as"
                                        + " stated by the contributor."));
    }

    private static void addInclusions(Schema record, String inclusions) {
        record.addProperty(
                "included",
                OASFactory.createSchema()
                        .ref(inclusions)
                        .description("Data requested with `include`. Omitted if the request has no `include`."));
    }

    private static void addLocalized(Schema record) {
        record.addProperty(
                "localized",
                OASFactory.createSchema()
                        .addType(SchemaType.OBJECT)
                        .additionalPropertiesSchema(OASFactory.createSchema().addType(SchemaType.STRING))
                        .description("Language of each translated member. Other members are in `language`. Present only"
                                + " with `view=localized`, if a translation was selected."));
    }

    /** Allows an object in place of the id in all references from one record to another. */
    private static void allowRecordsForIds(Components components) {
        components.getSchemas().forEach((name, schema) -> {
            if (name.endsWith("Input") && schema.getProperties() != null) {
                schema.getProperties().forEach((member, type) -> {
                    if (isReferenceTo(type, "UUID") && !member.equals("id")) {
                        type.setRef("IdOrRecord");
                    }
                });
            }
        });
        components
                .getSchemas()
                .get("ContributorInput")
                .getProperties()
                .get("affiliations")
                .setItems(OASFactory.createSchema().ref("AffiliationInContributor"));
    }

    private static Schema idOr(String other) {
        return OASFactory.createSchema()
                .oneOf(List.of(
                        OASFactory.createSchema().ref("UUID"),
                        OASFactory.createSchema().ref(other)));
    }

    static boolean isReferenceTo(Schema schema, String name) {
        return schema.getRef() != null && schema.getRef().endsWith("/" + name);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    private static Schema texts(String description) {
        return OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema().addType(SchemaType.STRING))
                .description(description);
    }
}
