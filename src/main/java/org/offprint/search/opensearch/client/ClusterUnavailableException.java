package org.offprint.search.opensearch.client;

/** Thrown if no cluster node could answer, or none answered in time. */
public final class ClusterUnavailableException extends RuntimeException {

    public ClusterUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
