package org.offprint.search.lucene.mapping;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.offprint.search.SearchIndex.NotReadyException;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/**
 * Fields of the documents in an index, with the form of each field. The index commit contains the mapping, so that
 * another version of the program can determine which requests the index can answer until it is rebuilt. If the meaning
 * of a field changes, the field gets a new name or a new form.
 */
public final class Mapping {

    private static final String VERSION = "mapping";
    private static final String FORM = "fields.";

    /** Version number of a mapping for an index that two versions of the program have written. */
    private static final int MIXED = 0;

    /** Index fields that are required for every list and for replacing records. */
    private static final List<String> ESSENTIAL = List.of(
            FieldNames.KIND,
            FieldNames.RECORD,
            FieldNames.COVERED,
            FieldNames.KEY,
            FieldNames.KEY_HIGH,
            FieldNames.KEY_LOW,
            FieldNames.ITEM,
            FieldNames.LONG_ITEM);

    private static final Mapping CURRENT = new Mapping(FieldNames.MAPPING_VERSION, presentForms());

    private final int version;
    private final Map<String, String> forms;

    private Mapping(int version, Map<String, String> forms) {
        this.version = version;
        this.forms = forms;
    }

    /** Returns the mapping of indexes built by this version of the program. */
    public static Mapping current() {
        return CURRENT;
    }

    /**
     * Reads the mapping from the user data of a Lucene commit. Returns null if the index is incomplete or the commit
     * does not list the fields.
     */
    public static Mapping ofCommit(Map<String, String> data) {
        Map<String, String> forms = new HashMap<>();
        data.forEach((key, names) -> {
            if (key.startsWith(FORM)) {
                for (String name : names.split(" ")) {
                    forms.put(name, key.substring(FORM.length()));
                }
            }
        });
        if (forms.isEmpty()) {
            return null;
        }
        Mapping mapping = new Mapping(Integer.parseInt(data.get(VERSION)), forms);
        return mapping.isCurrent() ? CURRENT : mapping;
    }

    /** Returns the mapping as user data for the Lucene commit of a complete index. */
    public Map<String, String> toCommit() {
        Map<String, String> data = forms.entrySet().stream()
                .collect(Collectors.groupingBy(
                        form -> FORM + form.getValue(),
                        Collectors.mapping(Map.Entry::getKey, Collectors.joining(" "))));
        data.put(VERSION, Integer.toString(version));
        return data;
    }

    /** Returns the form of an index field, or null if the mapping has no such field. */
    public String form(String field) {
        return forms.get(field);
    }

    /** Returns the forms of all index fields, by field name. */
    public Map<String, String> forms() {
        return Collections.unmodifiableMap(forms);
    }

    /** Returns the version of the indexed content, which can change while the fields stay the same. */
    public int version() {
        return version;
    }

    /** Returns whether this mapping equals the mapping of indexes built by this version of the program. */
    public boolean isCurrent() {
        return version == CURRENT.version && forms.equals(CURRENT.forms);
    }

    /** Returns whether an index with this mapping can answer searches until it is rebuilt. */
    public boolean canServe() {
        return ESSENTIAL.stream().allMatch(this::has);
    }

    /**
     * Returns the mapping of an index to which this version of the program has also written. The mapping contains the
     * fields that both versions have in the same form.
     */
    public Mapping mixed() {
        return isCurrent()
                ? this
                : new Mapping(
                        MIXED,
                        forms.entrySet().stream()
                                .filter(form -> has(form.getKey()))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Returns a mapping with the fields that both mappings have in the same form. */
    public Mapping and(Mapping other) {
        if (isCurrent()) {
            return other;
        }
        return other.isCurrent()
                ? this
                : new Mapping(
                        MIXED,
                        forms.entrySet().stream()
                                .filter(form -> form.getValue().equals(other.forms.get(form.getKey())))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * Returns whether the mapping has the given field in the form that this version of the program reads and writes.
     */
    public boolean has(String field) {
        String form = forms.get(field);
        return form != null && form.equals(CURRENT.forms.get(field));
    }

    /**
     * Returns a copy of the document without fields that the index does not have in the current form. The removed
     * fields are never queried in the index.
     */
    public Document withoutMissingFields(Document document) {
        if (this == CURRENT) {
            return document;
        }
        Document fitting = new Document();
        for (IndexableField field : document) {
            if (has(field.name())) {
                fitting.add(field);
            } else {
                StoredTextFields.ofQuick(field).stream()
                        .filter(text -> has(text.name()))
                        .forEach(fitting::add);
            }
        }
        return fitting;
    }

    /**
     * Checks that the mapping has an index field.
     *
     * @throws NotReadyException if the mapping does not have the field
     */
    public void require(String field) {
        if (this != CURRENT && !has(field)) {
            throw new NotReadyException(
                    "The search index of this node was built by another version of the program and lacks a"
                            + " field that this request requires. The index is being rebuilt. Try again later.");
        }
    }

    /**
     * Checks that the mapping has all index fields of a query.
     *
     * @throws NotReadyException if a field is missing
     */
    public void require(Query query) {
        if (this != CURRENT) {
            query.visit(new QueryVisitor() {
                @Override
                public boolean acceptField(String field) {
                    require(field);
                    return true;
                }

                @Override
                public QueryVisitor getSubVisitor(BooleanClause.Occur occur, Query parent) {
                    return this;
                }
            });
        }
    }

    private static Map<String, String> presentForms() {
        Map<String, String> forms = new TreeMap<>();
        Set.of(FieldNames.KIND, FieldNames.RECORD, FieldNames.COVERED, FieldNames.AWAITED)
                .forEach(name -> forms.put(name, "term"));
        Set.of(FieldNames.LONG_ITEM, FieldNames.LABEL, FieldNames.OWN, FieldNames.TALLIED)
                .forEach(name -> forms.put(name, "stored"));
        Set.of(FieldNames.ITEM, FieldNames.MERGED, FieldNames.SOURCE).forEach(name -> forms.put(name, "binary"));
        forms.put(FieldNames.KEY, "sorted");
        Set.of(FieldNames.KEY_HIGH, FieldNames.KEY_LOW).forEach(name -> forms.put(name, "number"));
        forms.put(FieldNames.ARTICLES, "number");
        for (FullTextField field : Set.of(FullTextField.TITLE, FullTextField.ABSTRACT)) {
            forms.put(FieldNames.stored(field), "stored");
            forms.put(FieldNames.quick(FieldNames.stored(field)), "binary");
        }
        forms.put(FieldNames.quick(FieldNames.LABEL), "binary");
        for (RecordKind kind : RecordKind.values()) {
            addForms(kind, forms);
        }
        return forms;
    }

    /** Adds every possible index field of a record kind. Unused fields are neither written nor queried. */
    private static void addForms(RecordKind kind, Map<String, String> forms) {
        forms.put(FieldNames.suggested(kind), "counts");
        forms.put(FieldNames.anywhere(kind), "counts");
        forms.put(FieldNames.identifiers(kind), "term");
        forms.put(FieldNames.ownIdentifiers(kind), "term");
        forms.put(FieldNames.has(kind), "term");
        for (FullTextField field : FullTextField.values()) {
            if (field != FullTextField.ANY) {
                forms.put(FieldNames.words(kind, field), FieldWeight.hasPositions(field) ? "places" : "counts");
            }
        }
        for (TermField field : TermField.values()) {
            forms.put(FieldNames.term(kind, field), "term");
            forms.put(FieldNames.counted(kind, field), "set");
            forms.put(FieldNames.spelling(kind, field), "term");
        }
        for (DateField field : DateField.values()) {
            forms.put(FieldNames.date(kind, field), "long");
        }
        for (SortOrder order : SortOrder.values()) {
            if (order.isOf(kind) && order == order.indexed() && order != SortOrder.RELEVANCE) {
                boolean isNumber = FieldNames.isNumber(kind, order);
                String number = order == SortOrder.MOST_CITED ? "number" : "long";
                forms.put(FieldNames.order(kind, order), isNumber ? number : "sorted-term");
                if (!isNumber) {
                    forms.put(FieldNames.beginning(kind, order), "long");
                }
            }
        }
    }
}
