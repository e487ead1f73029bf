package org.offprint.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.search.schema.RecordKind;

/**
 * Interface to the search engine. The engine is either Lucene in this process, or an OpenSearch cluster for
 * installations that outgrow one machine.
 */
public interface SearchIndex extends AutoCloseable {

    /**
     * Returns one page of matching records.
     *
     * @throws TooCostlyException if the search would take longer than the timeout
     * @throws NotReadyException if this node has no complete index yet, or only an outdated index that does not support
     *     the request
     */
    SearchAnswer search(SearchRequest request);

    /**
     * Returns suggestions for a partly typed search text, most likely first. Tolerates one typo per word, in a limited
     * number of words. If the text is an identifier in any supported format, returns the records with that identifier.
     *
     * @param kinds kinds of records to suggest; issues are suggested only if the text is their DOI
     * @throws NotReadyException if this node has no complete index yet, or only an outdated index that does not support
     *     the request
     */
    List<Suggestion> suggest(String text, Set<RecordKind> kinds, int limit);

    /**
     * Returns the number of records of each kind that readers can find, counted in one snapshot of the index.
     *
     * @throws NotReadyException if this node has no complete index yet, or only an outdated index that does not support
     *     the request
     */
    Map<RecordKind, Integer> counts();

    /**
     * Returns the identity of the index snapshot that currently answers readers' searches. The previous snapshot may
     * still answer facet requests while the current snapshot is being prepared for facets. Returns null if the index
     * cannot answer searches, or if the search engine does not provide snapshot identities. Never blocks.
     */
    IndexMoment moment();

    /** Returns the state of each audience's search index on this node. */
    List<IndexState> state();

    /**
     * Returns whether all nodes share one index. With a shared index, a search that fails on this node fails on every
     * node.
     */
    boolean isShared();

    /**
     * Rebuilds the search indexes in the background. The current indexes remain in use until the new indexes are
     * complete.
     *
     * @throws NotReadyException if a rebuild cannot currently be requested
     */
    void rebuild();

    /** Stops indexing changes and answering searches. */
    @Override
    void close();

    /**
     * Thrown if a search is aborted because it takes too long. The exception message is sent to the client and says how
     * to change the search.
     */
    final class TooCostlyException extends RuntimeException {

        public TooCostlyException(String message) {
            super(message);
        }

        /** Creates the exception for a search that has reached its timeout. */
        public static TooCostlyException timedOut() {
            return new TooCostlyException("The search would take too long. Use longer prefixes before *, add words or"
                    + " filters, or request fewer facets.");
        }
    }

    /**
     * Thrown if the search index cannot answer yet, for example while the index is being built. The exception message
     * is sent to the client.
     */
    final class NotReadyException extends RuntimeException {

        public NotReadyException(String message) {
            super(message);
        }
    }
}
