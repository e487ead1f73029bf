package org.offprint.search.opensearch.updates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.IndexRecord.ValueSpelling;
import org.offprint.search.feed.PersonAndKeywordRecords;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.opensearch.client.ClusterFields;
import org.offprint.search.opensearch.client.SearchCluster;
import org.offprint.search.opensearch.reader.AudienceSearch;
import org.offprint.search.opensearch.reader.Spellings;
import org.offprint.search.opensearch.reader.Spellings.SpelledTerm;
import org.offprint.search.opensearch.reader.StoredFields;
import org.offprint.search.opensearch.updates.CountedValues.ValueCount;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Maintains the index records of people and keywords, with their number of articles. If an article changes, its
 * previous and current people and keywords are recounted. People and keywords that an article no longer has are stored
 * first, because they could not be determined after a crash.
 */
final class ClusterPersonAndKeywordCounts {

    private static final int BATCH = 500;
    private static final String UNCOUNTED = "/_doc/uncounted";
    private static final String VALUES = "values";

    private final SearchCluster cluster;
    private final String index;
    private final AudienceSearch readers;
    private final Map<TermField, Set<String>> touched = new EnumMap<>(TermField.class);
    private final Set<String> gone = new TreeSet<>();

    /**
     * Creates the counter of people and keywords.
     *
     * @param index index of the published records
     */
    ClusterPersonAndKeywordCounts(SearchCluster cluster, String index, AudienceSearch readers) {
        this.cluster = cluster;
        this.index = index;
        this.readers = readers;
    }

    /** Resumes the recount of people and keywords that were stored before a crash. */
    void resume() {
        JsonNode left = cluster.post("/" + index + "/_mget", Map.of("docs", List.of(Map.of("_id", "uncounted"))))
                .path("docs")
                .path(0);
        left.path("_source").path(VALUES).forEach(value -> {
            gone.add(value.asText());
            touch(value.asText());
        });
    }

    /**
     * Marks the people and keywords of the given articles for a recount, both the ones in the current index and the
     * ones in the new records.
     */
    void touch(Collection<String> articles, List<IndexRecord> records) {
        Set<String> after = new TreeSet<>();
        for (IndexRecord record : records) {
            for (ValueSpelling spelled : record.spellings()) {
                if (PersonAndKeywordRecords.isTallied(spelled.field())) {
                    after.add(spelled.field().name() + '\0' + spelled.value());
                }
            }
        }
        List<Object> docs = new ArrayList<>();
        articles.forEach(article -> docs.add(
                Map.of("_id", BulkWriter.id(RecordKind.ARTICLE, article), "_source", List.of(FieldNames.TALLIED))));
        Set<String> before = new TreeSet<>();
        if (!docs.isEmpty()) {
            cluster.post("/" + index + "/_mget", Map.of("docs", docs))
                    .path("docs")
                    .forEach(each -> before.addAll(StoredFields.values(each, FieldNames.TALLIED)));
        }
        after.forEach(this::touch);
        before.forEach(this::touch);
        before.removeAll(after);
        if (gone.addAll(before)) {
            cluster.put("/" + index + UNCOUNTED, Map.of(VALUES, gone));
        }
    }

    private void touch(String tallied) {
        int end = tallied.indexOf('\0');
        touched.computeIfAbsent(TermField.valueOf(tallied.substring(0, end)), absent -> new TreeSet<>())
                .add(tallied.substring(end + 1));
    }

    /**
     * Counts the marked people and keywords in the state that searches see, and adds their records to the bulk request.
     */
    void countTouched(BulkWriter order) {
        touched.forEach((field, values) -> countTouched(field, List.copyOf(values), order));
        touched.clear();
    }

    /** Deletes the stored list of people and keywords, which have now been counted. */
    void deleteStored() {
        if (!gone.isEmpty()) {
            cluster.delete("/" + index + UNCOUNTED);
            gone.clear();
        }
    }

    private void countTouched(TermField field, List<String> values, BulkWriter order) {
        RecordKind kind = PersonAndKeywordRecords.KINDS.get(field);
        for (int from = 0; from < values.size(); from += BATCH) {
            List<String> some = values.subList(from, Math.min(values.size(), from + BATCH));
            Map<String, Long> counts = articles(readers, field, some);
            Map<String, String> spellings = new Spellings(readers).of(RecordKind.ARTICLE, field, counts.keySet());
            for (String value : some) {
                if (counts.containsKey(value)) {
                    order.put(index, record(field, value, spellings, counts), false);
                } else {
                    order.delete(index, kind, value);
                }
            }
        }
    }

    private static IndexRecord record(
            TermField field, String value, Map<String, String> spellings, Map<String, Long> counts) {
        return PersonAndKeywordRecords.of(
                field, value, spellings.get(value), counts.get(value).intValue());
    }

    /** Returns the number of articles with each of the given field values. Values without articles are omitted. */
    static Map<String, Long> articles(AudienceSearch readers, TermField field, Collection<String> values) {
        Map<String, Long> counts = new HashMap<>();
        if (values.isEmpty()) {
            return counts;
        }
        String name = ClusterFields.name(FieldNames.term(RecordKind.ARTICLE, field));
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("field", name);
        terms.put("include", List.copyOf(values));
        terms.put("size", values.size());
        terms.put("shard_size", values.size());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Map.of("terms", Map.of(name, List.copyOf(values))));
        body.put("size", 0);
        body.put("aggs", Map.of("values", Map.of("terms", terms)));
        readers.ask(body, false)
                .path("aggregations")
                .path("values")
                .path("buckets")
                .forEach(bucket -> counts.put(
                        bucket.path("key").asText(), bucket.path("doc_count").longValue()));
        return counts;
    }

    /** Passes the index records of all people and keywords to the consumer, with constant memory use. */
    void countAll(Consumer<List<IndexRecord>> batch) {
        PersonAndKeywordRecords.KINDS.keySet().forEach(field -> countAll(field, batch));
    }

    private void countAll(TermField field, Consumer<List<IndexRecord>> batch) {
        Iterator<ValueCount> spelled = new CountedValues(readers, FieldNames.spelling(RecordKind.ARTICLE, field));
        CountedValues values = new CountedValues(readers, FieldNames.term(RecordKind.ARTICLE, field));
        List<IndexRecord> records = new ArrayList<>();
        ValueCount next = spelled.hasNext() ? spelled.next() : null;
        while (next != null) {
            String value = SpelledTerm.of(next.term()).value();
            ValueCount most = next;
            do {
                most = next.records() >= most.records() ? next : most;
                next = spelled.hasNext() ? spelled.next() : null;
            } while (next != null && SpelledTerm.of(next.term()).value().equals(value));
            // Values and spellings are both in byte order, so that each value precedes all longer values that begin
            // with it.
            records.add(PersonAndKeywordRecords.of(
                    field, value, SpelledTerm.of(most.term()).spelling(), (int) values.advanceTo(value)));
            if (records.size() == BATCH) {
                batch.accept(List.copyOf(records));
                records.clear();
            }
        }
        batch.accept(List.copyOf(records));
    }
}
