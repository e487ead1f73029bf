package org.offprint.search.embedded.updates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.embedded.reader.RecordLookup;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.embedded.reader.ValueLabels;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.IndexRecord.ValueSpelling;
import org.offprint.search.feed.PersonAndKeywordRecords;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Maintains the index records of people and keywords, with their number of articles. If an article changes, its
 * previous and current people and keywords are recounted.
 */
final class PersonAndKeywordCounts {

    private static final int BATCH = 1_000;

    private final OpenIndex index;
    private final Map<TermField, Set<String>> touched = new EnumMap<>(TermField.class);

    PersonAndKeywordCounts(OpenIndex index) {
        this.index = index;
    }

    /**
     * Marks the people and keywords of the given articles for a recount, both the ones in the current index and the
     * ones in the new records.
     */
    void touch(Collection<String> articles, List<IndexRecord> records) throws IOException {
        index.ask(Audience.READERS, snapshot -> {
            RecordLookup lookup = new RecordLookup(snapshot);
            for (String article : articles) {
                Document document = lookup.document(RecordKind.ARTICLE, article, Set.of(FieldNames.TALLIED));
                if (document != null) {
                    touch(document);
                }
            }
            return null;
        });
        for (IndexRecord record : records) {
            for (ValueSpelling spelled : record.spellings()) {
                if (PersonAndKeywordRecords.isTallied(spelled.field())) {
                    touch(spelled.field(), spelled.value());
                }
            }
        }
    }

    private void touch(Document article) {
        for (String tallied : article.getValues(FieldNames.TALLIED)) {
            int end = tallied.indexOf('\0');
            touch(TermField.valueOf(tallied.substring(0, end)), tallied.substring(end + 1));
        }
    }

    private void touch(TermField field, String value) {
        touched.computeIfAbsent(field, absent -> new TreeSet<>()).add(value);
    }

    /** Returns the number of people and keywords to be recounted. */
    int touched() {
        return touched.values().stream().mapToInt(Set::size).sum();
    }

    /**
     * Recounts the marked people and keywords in the current snapshot. Returns whether any people or keywords were
     * marked.
     */
    boolean countTouched() throws IOException {
        for (Map.Entry<TermField, Set<String>> each : touched.entrySet()) {
            index.ask(Audience.READERS, snapshot -> {
                countTouched(each.getKey(), List.copyOf(each.getValue()), snapshot);
                return null;
            });
        }
        boolean any = !touched.isEmpty();
        touched.clear();
        return any;
    }

    private void countTouched(TermField field, List<String> values, Snapshot snapshot) throws IOException {
        ValueLabels labels = new ValueLabels(snapshot, RecordKind.ARTICLE);
        TermCounts counts = new TermCounts(snapshot, FieldNames.term(RecordKind.ARTICLE, field));
        for (int from = 0; from < values.size(); from += BATCH) {
            List<String> some = values.subList(from, Math.min(values.size(), from + BATCH));
            List<IndexRecord> records = new ArrayList<>();
            for (String value : some) {
                int articles = counts.of(value);
                if (articles > 0) {
                    records.add(PersonAndKeywordRecords.of(field, value, labels.spelling(field, value), articles));
                }
            }
            index.published().replace(PersonAndKeywordRecords.KINDS.get(field), some, records);
        }
    }

    /**
     * Counts all people and keywords in an index without deleted records. Passes the resulting records to {@code batch}
     * in batches.
     */
    static void countAll(OpenIndex index, Consumer<List<IndexRecord>> batch) {
        for (TermField field : PersonAndKeywordRecords.KINDS.keySet()) {
            try {
                index.ask(Audience.READERS, snapshot -> {
                    countAll(batch, snapshot.getIndexReader(), field);
                    return null;
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Reads people or keywords together with their spellings in one pass, because both are sorted by value. */
    private static void countAll(Consumer<List<IndexRecord>> batch, IndexReader reader, TermField field)
            throws IOException {
        Terms all = MultiTerms.getTerms(reader, FieldNames.term(RecordKind.ARTICLE, field));
        Terms spelled = MultiTerms.getTerms(reader, FieldNames.spelling(RecordKind.ARTICLE, field));
        if (all == null || spelled == null) {
            return;
        }
        TermsEnum values = all.iterator();
        TermsEnum spellings = spelled.iterator();
        List<IndexRecord> records = new ArrayList<>();
        BytesRef spelling = spellings.next();
        while (spelling != null) {
            String text = spelling.utf8ToString();
            String value = text.substring(0, text.indexOf('\0'));
            String best = null;
            int uses = 0;
            while (spelling != null && text.startsWith(value + '\0')) {
                if (best == null || spellings.docFreq() >= uses) {
                    best = text.substring(value.length() + 1);
                    uses = spellings.docFreq();
                }
                spelling = spellings.next();
                text = spelling == null ? null : spelling.utf8ToString();
            }
            BytesRef wanted = new BytesRef(value);
            BytesRef at = values.term() == null ? values.next() : values.term();
            while (at != null && at.compareTo(wanted) < 0) {
                at = values.next();
            }
            if (wanted.equals(at)) {
                records.add(PersonAndKeywordRecords.of(field, value, best, values.docFreq()));
            }
            if (records.size() == BATCH) {
                batch.accept(records);
                records = new ArrayList<>();
            }
        }
        batch.accept(records);
    }

    /**
     * Counts the records with each of several terms of one field. Counting is fastest if the terms are requested in
     * ascending order.
     */
    private static final class TermCounts {

        private record Segment(TermsEnum terms, Bits live) {}

        private final List<Segment> segments = new ArrayList<>();
        private PostingsEnum postings;

        TermCounts(Snapshot snapshot, String field) throws IOException {
            snapshot.require(field);
            for (LeafReaderContext leaf : snapshot.getLeafContexts()) {
                Terms terms = leaf.reader().terms(field);
                if (terms != null) {
                    segments.add(new Segment(terms.iterator(), leaf.reader().getLiveDocs()));
                }
            }
        }

        int of(String value) throws IOException {
            BytesRef term = new BytesRef(value);
            int count = 0;
            for (Segment segment : segments) {
                if (segment.terms().seekExact(term)) {
                    count += segment.live() == null ? segment.terms().docFreq() : live(segment);
                }
            }
            return count;
        }

        private int live(Segment segment) throws IOException {
            postings = segment.terms().postings(postings, PostingsEnum.NONE);
            int count = 0;
            for (int at = postings.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = postings.nextDoc()) {
                if (segment.live().get(at)) {
                    count++;
                }
            }
            return count;
        }
    }
}
