package org.offprint.search.opensearch.client;

/** Thrown if no node of the cluster answered in time, or none could answer. */
public final class ClusterAwayException extends RuntimeException {

    public ClusterAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
