package org.offprint.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.search.schema.RecordKind;

/** Interface to the search engine: Lucene in this process, or a cluster for installations that outgrow one machine. */
public interface SearchIndex extends AutoCloseable {

    /**
     * Returns one page of records.
     *
     * @throws TooCostlyException if the answer would take longer than a request may
     * @throws NotReadyException if this node has no complete index yet, or has an index of another version that cannot
     *     answer the request
     */
    SearchAnswer search(SearchRequest request);

    /**
     * Returns suggestions for a typed text, most likely first. Tolerates a typo in a word, with bounded effort. If the
     * text is an identifier in any supported format, returns the records that have it.
     *
     * @param kinds kinds of records to suggest; issues are only suggested by their DOI
     * @throws NotReadyException if this node has no complete index yet, or has an index of another version that cannot
     *     answer the request
     */
    List<Suggestion> suggest(String text, Set<RecordKind> kinds, int limit);

    /**
     * Returns the number of records that readers can find, by kind, from one snapshot of the index.
     *
     * @throws NotReadyException if this node has no complete index yet, or has an index of another version that cannot
     *     answer the request
     */
    Map<RecordKind, Integer> counts();

    /**
     * Returns the index moment from which readers' searches are currently answered. A request for facets that are not
     * counted yet may still be answered from the previous index moment. Returns null if searches cannot be answered, or
     * if the engine has no index moments. Never blocks.
     */
    IndexMoment moment();

    /** Returns the state of each audience's index on this node. */
    List<IndexState> state();

    /**
     * Returns whether all nodes share the index. If they do, no other node can answer a search that fails on this node.
     */
    boolean isShared();

    /**
     * Rebuilds the indexes in the background. The present indexes remain in use until the new indexes are complete.
     *
     * @throws NotReadyException if a rebuild cannot be requested now
     */
    void rebuild();

    /** Stops following the change log and answering searches. */
    @Override
    void close();

    /** Thrown if a search took too long and was aborted. */
    final class TooCostlyException extends RuntimeException {

        public TooCostlyException(String message) {
            super(message);
        }
    }

    /**
     * Thrown if the index cannot answer yet, for example while it is being built. The message is sent to the client.
     */
    final class NotReadyException extends RuntimeException {

        public NotReadyException(String message) {
            super(message);
        }
    }
}
