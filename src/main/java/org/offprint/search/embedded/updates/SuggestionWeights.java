package org.offprint.search.embedded.updates;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.Term;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.lucene.documents.PrefixTerms;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/**
 * Ranks journals and organizations in suggestions by their number of articles. The number is not in the database record
 * of a journal or organization, but in its index record. The number in the index is updated after the actual number of
 * articles has about doubled or halved.
 */
final class SuggestionWeights {

    private static final Map<RecordKind, TermField> COUNTED =
            Map.of(RecordKind.JOURNAL, TermField.JOURNAL_ID, RecordKind.AFFILIATION, TermField.AFFILIATION_ID);

    /** Suggestion weights in the index, by record kind and key. */
    private final Map<String, Integer> written = new ConcurrentHashMap<>();

    /** Sets the suggestion weights of the given records if their kind has weights. */
    List<IndexRecord> weigh(RecordKind kind, List<IndexRecord> records, OpenIndex index) throws IOException {
        if (COUNTED.containsKey(kind)) {
            index.ask(Audience.READERS, snapshot -> {
                for (IndexRecord record : records) {
                    long articles = articles(kind, record.key(), snapshot);
                    record.suggested(articles);
                    written.put(FieldNames.record(kind, record.key()), PrefixTerms.weightOfArticles(articles));
                }
                return null;
            });
        }
        return records;
    }

    /** Returns the keys of the journals or organizations that an article names. */
    static Set<String> named(RecordKind kind, IndexRecord article) {
        return article.terms().getOrDefault(COUNTED.get(kind), Set.of());
    }

    /** Returns the journals or organizations whose number of articles now differs too much from the indexed number. */
    Set<String> withChangedWeight(RecordKind kind, Set<String> named, OpenIndex index) throws IOException {
        return index.ask(Audience.READERS, snapshot -> {
            Set<String> outgrown = new HashSet<>();
            for (String key : named) {
                Integer known = written.get(FieldNames.record(kind, key));
                // The weights that an earlier process wrote are unknown, so each weight is written again once.
                if (known == null || known != PrefixTerms.weightOfArticles(articles(kind, key, snapshot))) {
                    outgrown.add(key);
                }
            }
            return outgrown;
        });
    }

    /**
     * Returns the approximate number of articles of a journal or organization. The number may include recently replaced
     * versions of articles.
     */
    private static long articles(RecordKind kind, String key, Snapshot snapshot) throws IOException {
        String field = FieldNames.term(RecordKind.ARTICLE, COUNTED.get(kind));
        snapshot.require(field);
        return snapshot.getIndexReader().docFreq(new Term(field, key));
    }
}
