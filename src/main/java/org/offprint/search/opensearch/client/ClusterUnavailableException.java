package org.offprint.search.opensearch.client;

/** Thrown if no node of the cluster answered in time, or none could answer. */
public final class ClusterUnavailableException extends RuntimeException {

    public ClusterUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
