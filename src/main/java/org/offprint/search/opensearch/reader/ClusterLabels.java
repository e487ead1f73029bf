package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.offprint.search.feed.PersonName;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.opensearch.client.ClusterFields;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Display labels of facet values: the name of the record, or the most frequent spelling of the value. */
final class ClusterLabels {

    private final AudienceSearch search;
    private final RecordKind kind;

    ClusterLabels(AudienceSearch search, RecordKind kind) {
        this.search = search;
        this.kind = kind;
    }

    /** Returns the labels of facet values, keyed by value. Values without a label are omitted. */
    Map<String, String> of(TermField field, Collection<String> values) {
        if (values.isEmpty()) {
            return Map.of();
        }
        return switch (field) {
            case JOURNAL_ID -> ofRecords(RecordKind.JOURNAL, values);
            case ISSUE_ID -> ofRecords(RecordKind.ISSUE, values);
            case AFFILIATION_ID, PARENT -> ofRecords(RecordKind.AFFILIATION, values);
            case ROR -> ofOrganizations(values);
            case KEYWORD_TERM, FUNDER -> new Spellings(search).of(kind, field, values);
            // Names of journal sections are stored in the index records of the journals.
            case SECTION -> new Spellings(search).of(RecordKind.JOURNAL, field, values);
            case AUTHOR_KEY ->
                new Spellings(search)
                        .of(kind, field, values).entrySet().stream()
                                .collect(
                                        Collectors.toMap(Map.Entry::getKey, spelled -> PersonName.of(spelled.getValue())
                                                .display()));
            default -> Map.of();
        };
    }

    private Map<String, String> ofRecords(RecordKind of, Collection<String> keys) {
        List<String> records =
                keys.stream().map(key -> FieldNames.record(of, key)).toList();
        List<String> fields = new ArrayList<>(StoredFields.forms(FieldNames.LABEL));
        fields.add(FieldNames.KEY);
        Map<String, String> labels = new HashMap<>();
        search.records(Map.of("terms", Map.of(FieldNames.RECORD, records)), records.size(), fields)
                .forEach(hit -> put(StoredFields.one(hit, FieldNames.KEY), hit, labels));
        return labels;
    }

    /**
     * Returns the name of the first organization with each ROR id. Several organizations can have the same ROR id, for
     * example both sides of a merge.
     */
    private Map<String, String> ofOrganizations(Collection<String> rors) {
        String ror = FieldNames.term(RecordKind.AFFILIATION, TermField.ROR);
        List<String> fields = new ArrayList<>(StoredFields.forms(FieldNames.LABEL));
        fields.add(FieldNames.KEY);
        fields.add(ror);
        Map<String, String> first = new HashMap<>();
        Map<String, String> labels = new HashMap<>();
        for (JsonNode hit : search.records(
                Map.of("terms", Map.of(ClusterFields.name(ror), List.copyOf(rors))), AudienceSearch.MAX_HITS, fields)) {
            String key = StoredFields.one(hit, FieldNames.KEY);
            for (String value : StoredFields.values(hit, ror)) {
                if (rors.contains(value)
                        && first.merge(value, key, ClusterLabels::smaller).equals(key)) {
                    put(value, hit, labels);
                }
            }
        }
        return labels;
    }

    private static String smaller(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static void put(String value, JsonNode hit, Map<String, String> labels) {
        String label = StoredFields.label(hit);
        if (label != null) {
            labels.put(value, label);
        }
    }
}
