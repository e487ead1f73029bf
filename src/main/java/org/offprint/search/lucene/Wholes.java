package org.offprint.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.offprint.search.Kind;
import org.offprint.search.TermField;

/** The organizations that have parts, at one moment of the index. */
final class Wholes {

    private static final String ORGANIZATION = Fields.counted(Kind.ARTICLE, TermField.AFFILIATION_ID);

    private final Snapshot snapshot;
    /** By id, the ids of those right below. */
    private final Map<String, Set<String>> parts;

    private final Map<TermField, List<Whole>> byField = new ConcurrentHashMap<>();

    Wholes(Snapshot snapshot) {
        this.snapshot = snapshot;
        parts = having(TermField.PARENT, part -> true);
    }

    /**
     * A whole as a value of a facet.
     *
     * @param number of the value; where no article names the whole, how many values come before it
     * @param isNamed whether an article names it itself
     * @param parts at any depth, as numbers of values of the facet of affiliations, as far as articles name them
     */
    record Whole(String value, int number, boolean isNamed, int[] parts) {}

    /** Those that an article names, or a part of them, as values of the facet of affiliations or of their ROR ids. */
    List<Whole> of(TermField field) {
        return byField.computeIfAbsent(field, this::all);
    }

    private List<Whole> all(TermField field) {
        List<Whole> all = new ArrayList<>();
        if (field == TermField.AFFILIATION_ID) {
            parts.keySet().forEach(whole -> add(field, whole, List.of(whole), all));
        } else {
            having(field, parts::containsKey).forEach((value, wholes) -> add(field, value, wholes, all));
        }
        return all;
    }

    private void add(TermField field, String value, Collection<String> wholes, List<Whole> all) {
        int[] below = below(wholes).stream()
                .mapToInt(part -> find(ORGANIZATION, part))
                .filter(part -> part >= 0)
                .toArray();
        String counted = Fields.counted(Kind.ARTICLE, field);
        int number = find(counted, value);
        if (number >= 0) {
            all.add(new Whole(value, number, true, below));
        } else if (below.length > 0) {
            all.add(new Whole(value, before(counted, value), false, below));
        }
    }

    private int before(String field, String value) {
        try {
            return snapshot.ordinals().of(field).before(value, snapshot.getIndexReader(), field);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int find(String field, String value) {
        try {
            return snapshot.ordinals().of(field).find(value, snapshot.getIndexReader(), field);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> below(Collection<String> wholes) {
        Set<String> below = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(wholes);
        while (!open.isEmpty()) {
            for (String part : parts.getOrDefault(open.pop(), Set.of())) {
                if (!wholes.contains(part) && below.add(part)) {
                    open.push(part);
                }
            }
        }
        return below;
    }

    /** By the values of a field of organizations, the ids of those that have them. */
    private Map<String, Set<String>> having(TermField field, Predicate<String> wanted) {
        String name = Fields.term(Kind.AFFILIATION, field);
        snapshot.require(name);
        Map<String, Set<String>> having = new HashMap<>();
        try {
            for (LeafReaderContext leaf : snapshot.getIndexReader().leaves()) {
                Terms terms = leaf.reader().terms(name);
                if (terms != null) {
                    add(terms.iterator(), leaf, wanted, having);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return having;
    }

    private static void add(
            TermsEnum terms, LeafReaderContext leaf, Predicate<String> wanted, Map<String, Set<String>> having)
            throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        PostingsEnum docs = null;
        while (terms.next() != null) {
            docs = terms.postings(docs, PostingsEnum.NONE);
            SortedDocValues keys = DocValues.getSorted(leaf.reader(), Fields.KEY);
            for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                if ((live == null || live.get(doc)) && keys.advanceExact(doc)) {
                    String id = keys.lookupOrd(keys.ordValue()).utf8ToString();
                    if (wanted.test(id)) {
                        having.computeIfAbsent(terms.term().utf8ToString(), absent -> new LinkedHashSet<>())
                                .add(id);
                    }
                }
            }
        }
    }
}
