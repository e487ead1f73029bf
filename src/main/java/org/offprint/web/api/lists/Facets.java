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
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchRequest.WantedFacet;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** The counts that lists can be asked for, and how they are told. */
public final class Facets {

    private static final int USUAL_SIZE = 10;

    /** The most values of a facet in an answer. */
    public static final int LARGEST_SIZE = 100;

    /** The fields of each kind that are counted, in the order in which they are told of. */
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

    /** One value of a facet. */
    @Schema(name = "FacetValue", description = "A value that records have, with how many of them have it.")
    public record FacetValue(
            @Schema(required = true, description = "What the filter of that name takes.")
            String value,

            @Schema(required = true, description = "What to show to people.")
            String label,

            @Schema(required = true) long count,

            @Schema(required = true, description = "Whether the request asks for it.")
            boolean selected) {}

    /** The facets of lists of this kind; the status only where editors ask. */
    public static List<TermField> of(RecordKind kind, boolean forEditors) {
        boolean status = forEditors || kind == RecordKind.AFFILIATION;
        return COUNTED.get(kind).stream()
                .filter(field -> status || field != STATUS)
                .toList();
    }

    /** Returns what {@code facets} asks for: {@code year}, or {@code keyword:20}. */
    static List<WantedFacet> wanted(List<String> raw, Listing listing, Filters filters, Parameters parameters) {
        if (raw == null) {
            return List.of();
        }
        Map<String, TermField> known = of(listing.kind(), listing.forEditors()).stream()
                .collect(Collectors.toMap(TermField::word, field -> field, (one, other) -> one, LinkedHashMap::new));
        Map<TermField, WantedFacet> wanted = new LinkedHashMap<>();
        for (String each : raw) {
            int colon = each.indexOf(':');
            String name = colon < 0 ? each : each.substring(0, colon);
            if (known.isEmpty()) {
                parameters.wrong("facets", "unknown-value", "There is nothing to count in this list.");
                continue;
            }
            TermField field = parameters.oneOf("facets", name, known, null);
            int size = colon < 0
                    ? USUAL_SIZE
                    : parameters.integer("facets", new Given<>(each.substring(colon + 1)), 1, LARGEST_SIZE, USUAL_SIZE);
            if (field != null && wanted.put(field, new WantedFacet(field, size, filters.selected(field))) != null) {
                parameters.wrong("facets", "repeated-value", "Ask for " + name + " once.");
            }
        }
        return List.copyOf(wanted.values());
    }

    /** The member {@code facets} of an answer. */
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
