package org.offprint.search.opensearch.client;

/** Thrown if no cluster node answered in time, or no node could answer. */
public final class ClusterUnavailableException extends RuntimeException {

    public ClusterUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
