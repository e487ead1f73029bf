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

/** Describes our types beyond what the generator can see. */
final class ContractSchemas {

    /** Records that hold the members of another one; the generator brings these in no order. */
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
        ContractPatterns.repair(components);
        RequestAndResponseSchemas schemas = new RequestAndResponseSchemas(contract);
        schemas.split();
        nameRecords(components);
        schemas.requireWhatIsAlwaysThere();
        RequestAndResponseSchemas.require(components.getSchemas().get("ArticleView"), "title");
        schemas.describeDefaults();
        schemas.dropNulls();
        ContractLists.addHighlights(components);
        new RequestAndResponseSchemas(contract).dropUnused();
    }

    /** The generator writes {@code type: string} beside a reference, even one to something else. */
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
        schemas.get("UUID").description("An id.").pattern(UUID);
        schemas.get("Instant").description("A time with its offset (RFC 3339); in answers always in UTC.");
        Schema problem = schemas.get("Problem");
        problem.addProperty("existing", text("Of a duplicate: the path of the record that has the identifier."));
        problem.addProperty("reason", text("Of what was withdrawn: why."));
        problem.addProperty(
                "withdrawnAt",
                OASFactory.createSchema().ref("Instant").description("Of what was withdrawn: since when."));
        problem.addProperty("replacedBy", text("Of what was withdrawn: the path of the article to read instead."));
        problem.addProperty("usedBy", texts("Of a record in use: the paths of some that use it."));
        problem.addProperty("violated-policies", texts("The quotas that are used up, by the names of their policies."));
        problem.addProperty("alternatives", texts("The media types that there are."));
        problem.addProperty("accepted", texts("The media types that are taken."));
        problem.addProperty("parameters", texts("The query parameters that there are."));
        components.addSchema(
                "RecordWithId",
                OASFactory.createSchema()
                        .addType(SchemaType.OBJECT)
                        .description("A record as it was read, or just its id.")
                        .addProperty("id", OASFactory.createSchema().ref("UUID"))
                        .additionalPropertiesBoolean(true)
                        .required(List.of("id")));
        components.addSchema(
                "IdOrRecord",
                idOr("RecordWithId").description("Another record: its id, or an object of which only `id` counts."));
        components.addSchema(
                "AffiliationInContributor",
                idOr("AffiliationMention").description("An affiliation: its id, or how the contributor names it."));
    }

    /** Another record may be named by more than its id wherever a client names one. */
    private static void nameRecords(Components components) {
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
