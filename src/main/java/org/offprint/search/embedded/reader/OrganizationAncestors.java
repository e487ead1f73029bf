package org.offprint.search.embedded.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.Mapping;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Ancestors of the organizations that articles name, in one snapshot of the index. The lookup starts at the named
 * organizations, because the index contains many organizations that no article names.
 */
public final class OrganizationAncestors {

    private static final String BY = "wholes.";

    private final IndexReader reader;
    private final Ordinals ordinals;
    private final Mapping mapping;
    private final Map<TermField, Ancestors> byField = new ConcurrentHashMap<>();
    private final AtomicInteger met = new AtomicInteger();
    /** Ids of the parent organizations by the id of the child organization, created on first use. */
    private Map<String, Set<String>> parents;

    OrganizationAncestors(IndexReader reader, Ordinals ordinals, Mapping mapping) {
        this.reader = reader;
        this.ordinals = ordinals;
        this.mapping = mapping;
    }

    /**
     * Ancestor organization as a facet value.
     *
     * @param number ordinal of the value, or the number of preceding values if no article names the ancestor
     * @param isNamed whether an article names the ancestor itself
     * @param parts ordinals in the affiliation facet of all descendants that articles name, at any depth
     */
    public record AncestorValue(String value, int number, boolean isNamed, int[] parts) {}

    /**
     * Ancestor organizations as values of one facet.
     *
     * @param all facet values of the named organizations' ancestors
     * @param ofOrganizations for each organization, positions in {@code all} of its ancestors' values and its own
     *     value; indexed by the ordinal of the organization in the affiliation facet
     */
    public record Ancestors(List<AncestorValue> all, int[][] ofOrganizations) {}

    /** Returns the virtual field name under which facets count ancestors of the organizations in the given field. */
    public static String by(TermField field) {
        return BY + field.name();
    }

    /** Returns the field for a virtual field name of ancestor organizations, or null for any other field name. */
    public static TermField field(String name) {
        return name.startsWith(BY) ? TermField.valueOf(name.substring(BY.length())) : null;
    }

    /**
     * Returns the ancestors of the organizations that articles name, as values of the affiliation facet or the ROR id
     * facet.
     */
    public Ancestors of(TermField field) {
        return byField.computeIfAbsent(field, this::all);
    }

    /** Returns whether the ancestor organizations for the given field have already been read. */
    public boolean has(TermField field) {
        return byField.containsKey(field);
    }

    /** Returns the fields whose ancestor organizations have been requested so far. */
    public Set<TermField> requestedFields() {
        return Set.copyOf(byField.keySet());
    }

    /** Returns the number of field values of organizations that have been read so far. */
    public int valuesRead() {
        return met.get();
    }

    private Ancestors all(TermField field) {
        List<BytesRef> organizations = values(TermField.AFFILIATION_ID);
        List<String> ids = organizations.stream().map(BytesRef::utf8ToString).toList();
        Function<String, Set<String>> valuesOf =
                field == TermField.AFFILIATION_ID ? id -> Set.of(id) : valuesOf(field, ids);
        Map<String, Set<Integer>> parts = new HashMap<>();
        for (int number = 0; number < ids.size(); number++) {
            Set<String> own = valuesOf.apply(ids.get(number));
            for (String whole : ancestors(ids.get(number))) {
                for (String value : valuesOf.apply(whole)) {
                    if (!own.contains(value)) {
                        parts.computeIfAbsent(value, absent -> new TreeSet<>()).add(number);
                    }
                }
            }
        }
        List<BytesRef> values = field == TermField.AFFILIATION_ID ? organizations : values(field);
        List<AncestorValue> all = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        parts.forEach((value, numbers) -> {
            places.put(value, all.size());
            all.add(whole(value, numbers, values));
        });
        int[][] ofOrganizations = new int[ids.size()][];
        for (int number = 0; number < ofOrganizations.length; number++) {
            Set<String> found = new HashSet<>(valuesOf.apply(ids.get(number)));
            ancestors(ids.get(number)).forEach(ancestor -> found.addAll(valuesOf.apply(ancestor)));
            ofOrganizations[number] = found.stream()
                    .filter(places::containsKey)
                    .mapToInt(places::get)
                    .toArray();
        }
        return new Ancestors(all, ofOrganizations);
    }

    private static AncestorValue whole(String value, Set<Integer> parts, List<BytesRef> values) {
        int at = Collections.binarySearch(values, new BytesRef(value));
        int[] numbers = parts.stream().mapToInt(Integer::intValue).toArray();
        return new AncestorValue(value, at < 0 ? -at - 1 : at, at >= 0, numbers);
    }

    private List<BytesRef> values(TermField field) {
        String counted = FieldNames.counted(RecordKind.ARTICLE, field);
        try {
            return ordinals.of(counted).values(counted, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a function from the id of an organization to its values in the given field. The function supports only
     * the given organizations and their ancestors.
     */
    private Function<String, Set<String>> valuesOf(TermField field, List<String> ids) {
        Set<String> wanted = new HashSet<>(ids);
        ids.forEach(id -> wanted.addAll(ancestors(id)));
        Map<String, Set<String>> values = new HashMap<>();
        each(field, (value, id) -> {
            if (wanted.contains(id)) {
                values.computeIfAbsent(id, absent -> new LinkedHashSet<>()).add(value);
            }
        });
        return id -> values.getOrDefault(id, Set.of());
    }

    /** Returns all ancestors of an organization, at any depth. */
    private Set<String> ancestors(String part) {
        Map<String, Set<String>> all = parents();
        if (!all.containsKey(part)) {
            return Set.of();
        }
        Set<String> wholes = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(part));
        while (!open.isEmpty()) {
            for (String parent : all.getOrDefault(open.pop(), Set.of())) {
                if (wholes.add(parent)) {
                    open.push(parent);
                }
            }
        }
        return wholes;
    }

    private synchronized Map<String, Set<String>> parents() {
        if (parents == null) {
            parents = new HashMap<>();
            each(TermField.PARENT, (parent, id) -> parents.computeIfAbsent(id, absent -> new LinkedHashSet<>())
                    .add(parent));
        }
        return parents;
    }

    /**
     * Calls a consumer for each value of an organization field, with the id of each organization that has the value.
     */
    private void each(TermField field, BiConsumer<String, String> of) {
        String name = FieldNames.term(RecordKind.AFFILIATION, field);
        mapping.require(name);
        try {
            for (LeafReaderContext leaf : reader.leaves()) {
                Terms terms = leaf.reader().terms(name);
                if (terms != null) {
                    each(terms.iterator(), leaf, of);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void each(TermsEnum terms, LeafReaderContext leaf, BiConsumer<String, String> of) throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        PostingsEnum docs = null;
        while (terms.next() != null) {
            String value = terms.term().utf8ToString();
            docs = terms.postings(docs, PostingsEnum.NONE);
            // Doc values can only advance, so they are opened again for each value; the records of one value are in
            // ascending order.
            SortedDocValues keys = DocValues.getSorted(leaf.reader(), FieldNames.KEY);
            for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                met.incrementAndGet();
                if ((live == null || live.get(doc)) && keys.advanceExact(doc)) {
                    of.accept(value, keys.lookupOrd(keys.ordValue()).utf8ToString());
                }
            }
        }
    }
}
