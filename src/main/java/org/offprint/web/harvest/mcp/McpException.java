package org.offprint.web.harvest.mcp;

import com.fasterxml.jackson.databind.JsonNode;

/** Error of a JSON-RPC request. */
final class McpException extends RuntimeException {

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int HEADER_MISMATCH = -32020;
    static final int UNSUPPORTED_VERSION = -32022;

    private final int code;
    private final transient JsonNode data;

    /**
     * Creates an error.
     *
     * @param code error code of JSON-RPC 2.0 or of the Model Context Protocol
     * @param data additional data for programs; null for none
     */
    McpException(int code, String message, JsonNode data) {
        super(message, null, false, false);
        this.code = code;
        this.data = data;
    }

    static McpException params(String message) {
        return new McpException(INVALID_PARAMS, message, null);
    }

    static McpException request(String message) {
        return new McpException(INVALID_REQUEST, message, null);
    }

    int code() {
        return code;
    }

    /** Returns additional data for programs, or null if there is none. */
    JsonNode data() {
        return data;
    }

    /** Returns the HTTP status of the response in protocol versions without sessions. */
    int status() {
        return code == METHOD_NOT_FOUND ? 404 : 400;
    }
}
