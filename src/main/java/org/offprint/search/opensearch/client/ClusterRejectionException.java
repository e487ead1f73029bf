package org.offprint.search.opensearch.client;

import com.fasterxml.jackson.databind.JsonNode;

/** Thrown if the cluster rejected a request. */
public final class ClusterRejectionException extends RuntimeException {

    private static final int SHOWN = 300;

    private final int status;
    private final String type;

    /**
     * Creates an exception for a rejected request.
     *
     * @param status HTTP status
     * @param type error type of OpenSearch, such as {@code index_not_found_exception}
     */
    public ClusterRejectionException(int status, String type, String reason) {
        super("The search cluster rejected a request with HTTP status " + status + " (" + type + "): " + shown(reason));
        this.status = status;
        this.type = type;
    }

    /** Returns the exception for an error in a response of the cluster. */
    public static ClusterRejectionException of(int status, JsonNode error) {
        JsonNode cause = error.path("root_cause").path(0);
        String type = cause.path("type").asText(error.path("type").asText("error"));
        // If many shards reject a request in the same way, only the innermost cause states the reason.
        String deepest = error.findValuesAsText("reason").stream()
                .reduce((one, other) -> other)
                .orElse("");
        return new ClusterRejectionException(status, type, cause.path("reason").asText("") + " " + deepest);
    }

    private static String shown(String reason) {
        return reason.length() <= SHOWN ? reason : reason.substring(0, SHOWN) + "…";
    }

    public int status() {
        return status;
    }

    /**
     * Returns whether the error is a version conflict, which means that a document does not have the required version.
     */
    public boolean isConflict() {
        return status == 409;
    }

    /** Returns whether the index does not exist in the cluster. */
    public boolean isMissingIndex() {
        return status == 404 && type.equals("index_not_found_exception");
    }
}
