package org.offprint.search.opensearch.client;

import com.fasterxml.jackson.databind.JsonNode;

/** The cluster understood a call and refused it. */
public final class ClusterRefusalException extends RuntimeException {

    private static final int SHOWN = 300;

    private final int status;
    private final String type;

    /**
     * @param status of HTTP
     * @param type as the cluster names it, such as {@code index_not_found_exception}
     */
    public ClusterRefusalException(int status, String type, String reason) {
        super(status + " " + type + ": " + shown(reason));
        this.status = status;
        this.type = type;
    }

    /** Returns the refusal that an error of a cluster tells of. */
    public static ClusterRefusalException of(int status, JsonNode error) {
        JsonNode cause = error.path("root_cause").path(0);
        String type = cause.path("type").asText(error.path("type").asText("error"));
        // The cause below says what it was where many shards refuse alike.
        String deepest = error.findValuesAsText("reason").stream()
                .reduce((one, other) -> other)
                .orElse("");
        return new ClusterRefusalException(status, type, cause.path("reason").asText("") + " " + deepest);
    }

    private static String shown(String reason) {
        return reason.length() <= SHOWN ? reason : reason.substring(0, SHOWN) + "…";
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
