package org.offprint.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.search.schema.RecordKind;

/** The seam to what searches: Lucene in the process, or a cluster where one machine is outgrown. */
public interface SearchIndex extends AutoCloseable {

    /**
     * One page.
     *
     * @throws TooCostlyException where the answer would take longer than a request may
     * @throws NotReadyException where this node has no complete index yet, or one of another version that cannot tell
     */
    SearchAnswer search(SearchRequest request);

    /**
     * Returns suggestions for a typed text, the likeliest first; forgives a slip in a word, with bounded effort. An
     * identifier, in any spelling, gives the records that have it.
     *
     * @param kinds what to offer; issues are offered by their DOI alone
     * @throws NotReadyException where this node has no complete index yet, or one of another version that cannot tell
     */
    List<Suggestion> suggest(String text, Set<RecordKind> kinds, int limit);

    /**
     * Counts the records of each kind that readers have, all of one moment.
     *
     * @throws NotReadyException where this node has no complete index yet, or one of another version that cannot tell
     */
    Map<RecordKind, Integer> counts();

    /**
     * Returns the moment that readers are answered from now, unless they count facets that are not ready yet; null where
     * nobody is answered, or where the index does not know it. Never waits.
     */
    IndexMoment moment();

    /** Returns the state of each audience's index on this node. */
    List<IndexState> state();

    /** Reports whether all nodes share the index, so that no other node answers where this one does not. */
    boolean isShared();

    /**
     * Builds the indexes anew in the background; the present ones serve meanwhile.
     *
     * @throws NotReadyException where nobody can be asked for it now
     */
    void rebuild();

    /** Ends following and searching. */
    @Override
    void close();

    /** The search took too long and was given up. */
    final class TooCostlyException extends RuntimeException {

        public TooCostlyException(String message) {
            super(message);
        }
    }

    /** The index is being built and cannot answer yet; the message is for who asked. */
    final class NotReadyException extends RuntimeException {

        public NotReadyException(String message) {
            super(message);
        }
    }
}
