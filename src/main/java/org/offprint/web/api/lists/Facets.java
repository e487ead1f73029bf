package org.offprint.web.api.lists;

import static org.offprint.search.schema.TermField.AFFILIATION_ID;
import static org.offprint.search.schema.TermField.AUTHOR_KEY;
import static org.offprint.search.schema.TermField.COUNTRY;
import static org.offprint.search.schema.TermField.FUNDER;
import static org.offprint.search.schema.TermField.IDENTIFIED;
import static org.offprint.search.schema.TermField.ISSUE_ID;
import static org.offprint.search.schema.TermField.JOURNAL_ID;
import static org.offprint.search.schema.TermField.KEYWORD_TERM;
import static org.offprint.search.schema.TermField.LANGUAGE;
import static org.offprint.search.schema.TermField.LICENSE;
import static org.offprint.search.schema.TermField.NUMBER;
import static org.offprint.search.schema.TermField.PARENT;
import static org.offprint.search.schema.TermField.RETRACTED;
import static org.offprint.search.schema.TermField.ROR;
import static org.offprint.search.schema.TermField.SECTION;
import static org.offprint.search.schema.TermField.SPECIAL;
import static org.offprint.search.schema.TermField.STATUS;
import static org.offprint.search.schema.TermField.TYPE;
import static org.offprint.search.schema.TermField.VOLUME;
import static org.offprint.search.schema.TermField.YEAR;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Facets of each list, and their JSON representation. */
public final class Facets {

    private static final int DEFAULT_SIZE = 10;

    /** Maximum number of values per facet. */
    public static final int MAX_SIZE = 100;

    /** Facet fields of each record kind, in the documented order. */
    private static final Map<RecordKind, List<TermField>> COUNTED = Map.of(
            RecordKind.ARTICLE,
            List.of(
                    YEAR,
                    TYPE,
                    JOURNAL_ID,
                    ISSUE_ID,
                    VOLUME,
                    SECTION,
                    LANGUAGE,
                    LICENSE,
                    KEYWORD_TERM,
                    AUTHOR_KEY,
                    AFFILIATION_ID,
                    ROR,
                    COUNTRY,
                    FUNDER,
                    RETRACTED,
                    STATUS),
            RecordKind.ISSUE,
            List.of(JOURNAL_ID, YEAR, VOLUME, NUMBER, SPECIAL, STATUS),
            RecordKind.JOURNAL,
            List.of(LANGUAGE, LICENSE),
            RecordKind.AFFILIATION,
            List.of(COUNTRY, STATUS, PARENT),
            RecordKind.PERSON,
            List.of(IDENTIFIED),
            RecordKind.KEYWORD,
            List.of());

    private Facets() {}

    /** Value of a facet, as returned in JSON. */
    @Schema(name = "FacetValue", description = "Value of a facet with the number of matching records.")
    public record FacetValue(
            @Schema(
                    required = true,
                    description = "Facet value to send as the filter parameter with the name of the facet.")
            String value,

            @Schema(required = true, description = "Display text of the value.")
            String label,

            @Schema(required = true, description = "Number of records with this value.")
            long count,

            @Schema(required = true, description = "Whether the request filters by this value.")
            boolean selected) {}

    /**
     * Returns the facets of lists of the given record kind. The facet {@code status} is available only to editors,
     * except in the affiliation list.
     */
    public static List<TermField> of(RecordKind kind, boolean forEditors) {
        boolean status = forEditors || kind == RecordKind.AFFILIATION;
        return COUNTED.get(kind).stream()
                .filter(field -> status || field != STATUS)
                .toList();
    }

    /**
     * Parses the query parameter {@code facets}. For example, {@code year} requests the default number of values, and
     * {@code keyword:20} requests 20 values.
     */
    static List<FacetRequest> read(List<String> raw, Listing listing, Filters filters, Parameters parameters) {
        if (raw == null) {
            return List.of();
        }
        Map<String, TermField> known = of(listing.kind(), listing.forEditors()).stream()
                .collect(Collectors.toMap(TermField::word, field -> field, (one, other) -> one, LinkedHashMap::new));
        Map<TermField, FacetRequest> wanted = new LinkedHashMap<>();
        for (String each : raw) {
            int colon = each.indexOf(':');
            String name = colon < 0 ? each : each.substring(0, colon);
            if (known.isEmpty()) {
                parameters.addError("facets", "unknown-value", "Remove this parameter. This list has no facets.");
                continue;
            }
            TermField field = parameters.oneOf("facets", name, known, null);
            int size = colon < 0
                    ? DEFAULT_SIZE
                    : parameters.integer(
                            "facets", new ParameterValue<>(each.substring(colon + 1)), 1, MAX_SIZE, DEFAULT_SIZE);
            if (field != null && wanted.put(field, new FacetRequest(field, size, filters.selected(field))) != null) {
                parameters.addError("facets", "repeated-value", "Remove the repeated facet " + name + ".");
            }
        }
        return List.copyOf(wanted.values());
    }

    /** Returns the JSON value of the response member {@code facets}. */
    static byte[] json(List<SearchAnswer.Facet> facets) {
        Map<String, List<FacetValue>> told = new LinkedHashMap<>();
        for (SearchAnswer.Facet facet : facets) {
            List<FacetValue> values = new ArrayList<>();
            for (SearchAnswer.Value value : facet.values()) {
                String label = value.label() == null ? value.value() : value.label();
                values.add(new FacetValue(value.value(), label, value.count(), value.selected()));
            }
            told.put(facet.field().word(), values);
        }
        return Json.write(told);
    }
}
