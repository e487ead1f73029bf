package org.offprint.search.opensearch.client;

/** No node of the cluster answered in time, or none could. */
public final class ClusterAwayException extends RuntimeException {

    public ClusterAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
