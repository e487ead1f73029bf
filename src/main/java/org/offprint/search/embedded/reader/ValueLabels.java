package org.offprint.search.embedded.reader;

import java.io.IOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.offprint.search.feed.PersonName;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Display labels of facet values: the name of the record, or the most frequent spelling of the value. */
public final class ValueLabels {

    private final RecordLookup lookup;
    private final Snapshot snapshot;
    private final RecordKind kind;
    /**
     * Term enumerations of the spelling fields, one per index segment. The enumerations are cached, because opening one
     * costs more than a lookup.
     */
    private final Map<TermField, List<TermsEnum>> spellings = new EnumMap<>(TermField.class);

    public ValueLabels(Snapshot snapshot, RecordKind kind) {
        this.snapshot = snapshot;
        this.kind = kind;
        lookup = new RecordLookup(snapshot);
    }

    /** Returns the label of a facet value, or the value itself if it has no label. */
    public String of(TermField field, String value) throws IOException {
        String label =
                switch (field) {
                    case JOURNAL_ID -> lookup.label(RecordKind.JOURNAL, value);
                    case ISSUE_ID -> lookup.label(RecordKind.ISSUE, value);
                    case AFFILIATION_ID, PARENT -> lookup.label(RecordKind.AFFILIATION, value);
                    case ROR -> ofOrganization(value);
                    case KEYWORD_TERM, FUNDER, SECTION -> spelling(field, value);
                    case AUTHOR_KEY -> PersonName.of(spelling(field, value)).display();
                    default -> null;
                };
        return label == null ? value : label;
    }

    /**
     * Returns the name of the first organization with the given ROR id. Several organizations can have the same ROR id,
     * for example both sides of a merge.
     */
    private String ofOrganization(String ror) throws IOException {
        String id = lookup
                .keys(RecordKind.AFFILIATION, FieldNames.term(RecordKind.AFFILIATION, TermField.ROR), Set.of(ror))
                .stream()
                .min(Comparator.naturalOrder())
                .orElse(null);
        return id == null ? null : lookup.label(RecordKind.AFFILIATION, id);
    }

    /** Returns the most frequent spelling of a facet value, or null if no record has it. */
    public String spelling(TermField field, String value) throws IOException {
        Map<String, Integer> uses = new HashMap<>();
        BytesRef beginning = new BytesRef(value + '\0');
        for (TermsEnum each : spellings(field)) {
            if (each.seekCeil(beginning) != TermsEnum.SeekStatus.END) {
                BytesRef term = each.term();
                while (term != null && StringHelper.startsWith(term, beginning)) {
                    uses.merge(term.utf8ToString().substring(value.length() + 1), each.docFreq(), Integer::sum);
                    term = each.next();
                }
            }
        }
        return uses.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private List<TermsEnum> spellings(TermField field) throws IOException {
        List<TermsEnum> known = spellings.get(field);
        if (known == null) {
            // Names of journal sections are stored in the index records of the journals.
            known = snapshot.terms(FieldNames.spelling(field == TermField.SECTION ? RecordKind.JOURNAL : kind, field));
            spellings.put(field, known);
        }
        return known;
    }
}
