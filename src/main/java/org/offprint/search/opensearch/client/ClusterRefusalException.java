package org.offprint.search.opensearch.client;

/** The cluster understood a call and refused it. */
public final class ClusterRefusalException extends RuntimeException {

    private final int status;
    private final String type;

    /**
     * @param status of HTTP
     * @param type as the cluster names it, such as {@code index_not_found_exception}
     */
    public ClusterRefusalException(int status, String type, String reason) {
        super(status + " " + type + ": " + reason);
        this.status = status;
        this.type = type;
    }

    public int status() {
        return status;
    }

    /** Reports whether a document is not as the call wants it. */
    public boolean isConflict() {
        return status == 409;
    }

    /** Reports whether the cluster has no such index. */
    public boolean isOfMissingIndex() {
        return status == 404 && type.equals("index_not_found_exception");
    }
}
