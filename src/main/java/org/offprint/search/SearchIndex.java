package org.offprint.search;

/** The seam to what searches: Lucene in the process today, a cluster where one machine is outgrown. */
public interface SearchIndex {

    /**
     * One page.
     *
     * @throws TooCostlyException where the answer would take longer than a request may
     * @throws NotReadyException where this node has no complete index yet
     */
    SearchAnswer search(SearchRequest request);

    /** The search took too long and was given up. */
    final class TooCostlyException extends RuntimeException {

        public TooCostlyException(String message) {
            super(message);
        }
    }

    /** The index is being built and cannot answer yet. */
    final class NotReadyException extends RuntimeException {

        public NotReadyException(String message) {
            super(message);
        }
    }
}
