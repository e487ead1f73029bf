package org.offprint.web.api.contract;

import io.smallrye.openapi.model.BaseModel;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.offprint.search.query.QuerySyntax;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.search.schema.TermValues;
import org.offprint.web.api.lists.Facets;
import org.offprint.web.api.lists.SuggestionView;

/**
 * Describes list parameters that depend on the record kind: fields, sort orders, facets and controlled vocabularies.
 */
final class ContractLists {

    private static final Map<String, RecordKind> KINDS = Map.of(
            "listArticles", RecordKind.ARTICLE,
            "listCitingArticles", RecordKind.ARTICLE,
            "listIssues", RecordKind.ISSUE,
            "listJournals", RecordKind.JOURNAL,
            "listAffiliations", RecordKind.AFFILIATION,
            "listContributors", RecordKind.PERSON,
            "listKeywords", RecordKind.KEYWORD);

    private static final Map<SortOrder, String> ORDERS = Map.ofEntries(
            Map.entry(SortOrder.NEWEST, "by printed date, newest first"),
            Map.entry(SortOrder.OLDEST, "by printed date, oldest first"),
            Map.entry(SortOrder.TITLE, "by title from A to Z"),
            Map.entry(SortOrder.TITLE_DESCENDING, "by title from Z to A"),
            Map.entry(SortOrder.LAST_UPDATED, "by last change, newest first"),
            Map.entry(SortOrder.FIRST_UPDATED, "by last change, oldest first"),
            Map.entry(SortOrder.NAME, "by name from A to Z"),
            Map.entry(SortOrder.NAME_DESCENDING, "by name from Z to A"),
            Map.entry(SortOrder.MOST_ARTICLES, "by number of articles, highest first"),
            Map.entry(SortOrder.FEWEST_ARTICLES, "by number of articles, lowest first"),
            Map.entry(SortOrder.MOST_CITED, "by number of citations, highest first"),
            Map.entry(SortOrder.LEAST_CITED, "by number of citations, lowest first"),
            Map.entry(SortOrder.RELEVANCE, "by relevance, best match first"));

    private ContractLists() {}

    static void complete(Operation operation) {
        RecordKind kind = KINDS.get(operation.getOperationId());
        if (kind != null && operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> complete(parameter, kind));
        } else if (operation.getOperationId().equals("listSuggestions")) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getName().equals("type"))
                    .forEach(parameter -> setItemValues(parameter, SuggestionView.typeNames()));
        }
    }

    private static void complete(Parameter parameter, RecordKind kind) {
        switch (parameter.getName()) {
            case "q" -> Prose.add(parameter, "The fields are " + code(QuerySyntax.fields(kind)) + ".");
            case "sort" -> sort(parameter, kind);
            case "facets" -> facets(parameter, kind);
            case "has", "missing" ->
                setItemValues(
                        parameter,
                        Stream.of(Presence.values()).map(Presence::word).toList());
            case "year" -> parameter.getSchema().setItems(wholeNumber(1000, 2999));
            default ->
                Stream.of(TermField.values())
                        .filter(field -> field.isOf(kind) && field.word().equals(parameter.getName()))
                        .findFirst()
                        .map(field -> TermValues.terms(field, kind))
                        .filter(terms -> !terms.isEmpty())
                        .ifPresent(terms -> setItemValues(parameter, List.copyOf(terms)));
        }
    }

    private static void sort(Parameter parameter, RecordKind kind) {
        List<SortOrder> orders =
                Stream.of(SortOrder.values()).filter(order -> order.isOf(kind)).toList();
        Prose.add(
                parameter,
                orders.stream()
                        .map(order -> "`" + order.word() + "`: " + ORDERS.get(order) + ".")
                        .collect(Collectors.joining(" ")));
        parameter
                .getSchema()
                .setEnumeration(orders.stream().<Object>map(SortOrder::word).toList());
    }

    private static void facets(Parameter parameter, RecordKind kind) {
        List<String> names = Facets.of(kind, true).stream().map(TermField::word).toList();
        if (names.isEmpty()) {
            Prose.add(parameter, "This list has no facets.");
            return;
        }
        Prose.add(parameter, "The facets of this list are " + code(names) + ".");
        parameter.getSchema().getItems().setPattern("^(" + String.join("|", names) + ")(:[1-9][0-9]{0,2})?$");
        parameter.setExample(List.of(names.get(0)));
    }

    private static Schema wholeNumber(int least, int most) {
        return OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .format("int32")
                .minimum(BigDecimal.valueOf(least))
                .maximum(BigDecimal.valueOf(most));
    }

    private static void setItemValues(Parameter parameter, List<String> values) {
        parameter.getSchema().getItems().setEnumeration(List.copyOf(values));
    }

    private static String code(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /** Adds the member {@code highlights} to the schemas of list items. */
    static void addHighlights(Components components) {
        Schema highlights = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("Excerpts that match `q`, by member name. The excerpts are HTML-escaped, and `<mark>` is"
                        + " the only markup. Present only if the request has `highlight=true`.")
                .additionalPropertiesSchema(OASFactory.createSchema()
                        .addType(SchemaType.ARRAY)
                        .items(OASFactory.createSchema().addType(SchemaType.STRING)))
                .addExample(Map.of("title", List.of("Carbon in <mark>soil</mark>")));
        components.addSchema("Highlights", highlights);
        KINDS.keySet().stream()
                .map(list -> list.replaceFirst("list(.*)s", "$1Page"))
                // Skip operations without a page schema of their own, because some list operations share a page schema.
                .filter(components.getSchemas()::containsKey)
                .map(page -> components.getSchemas().get(page).getProperties().get("items"))
                .forEach(items -> items.setItems(
                        withHighlights(components, items.getItems().getRef())));
    }

    /**
     * Returns a copy of the schema with the additional member {@code highlights}. With {@code allOf}, code generators
     * would create two classes, and validators that forbid additional members would reject list items.
     */
    private static Schema withHighlights(Components components, String reference) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        Schema record = components.getSchemas().get(name);
        Map<String, Schema> members = new LinkedHashMap<>(record.getProperties());
        members.put("highlights", OASFactory.createSchema().ref("Highlights"));
        components.addSchema(
                "Found" + name,
                BaseModel.deepCopy(record, Schema.class)
                        .properties(null)
                        .required(null)
                        .properties(members)
                        .required(record.getRequired()));
        return OASFactory.createSchema().ref("Found" + name);
    }
}
