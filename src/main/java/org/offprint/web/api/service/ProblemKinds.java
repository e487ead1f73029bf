package org.offprint.web.api.service;

import java.util.Map;
import java.util.TreeMap;

/** Explanations of the problem types, in one or two sentences each. */
final class ProblemKinds {

    static final Map<String, String> ALL = new TreeMap<>();

    static {
        explain("malformed-json", "The body is not valid JSON. The detail contains the line and column of the error.");
        explain(
                "invalid-parameter",
                "Query parameters or headers are invalid. The errors member lists all invalid parameters and"
                        + " headers.");
        explain(
                "bad-path",
                "The path contains a character that must be percent-encoded, or an invalid percent-encoding.");
        explain("bad-request", "The request is not valid HTTP.");
        explain(
                "unauthenticated",
                "The operation requires credentials, or the API key is unknown. Send a"
                        + " valid key in the header Authorization: Bearer …");
        explain(
                "forbidden",
                "The credentials are valid, but the operation requires a different role or access to a different"
                        + " journal.");
        explain("not-found", "The resource does not exist, or it is not public.");
        explain(
                "method-not-allowed",
                "The path exists, but does not support this method. The Allow header lists the supported methods.");
        explain(
                "not-acceptable",
                "The requested representation is not available. The alternatives member lists the available media"
                        + " types or formats.");
        explain(
                "conflict",
                "The current state of the record does not allow the change. The detail describes the"
                        + " possible next steps.");
        explain(
                "incomplete",
                "The record lacks fields that the operation requires. The errors member lists all missing fields"
                        + " with JSON Pointers.");
        explain(
                "duplicate",
                "Another record already has this identifier. The existing member contains the path of the other"
                        + " record.");
        explain(
                "in-use",
                "Other records refer to this record. Change the other records first. The usedBy member lists some"
                        + " of the records.");
        explain("gone", "The record was withdrawn, or the link has expired or was revoked.");
        explain(
                "edit-conflict",
                "The record has changed since you read it. Read the record again, then send the change"
                        + " with the current entity tag in If-Match.");
        explain("payload-too-large", "The request body exceeds the maximum size.");
        explain("headers-too-large", "The headers of the request exceed the maximum size.");
        explain("uri-too-long", "The URL exceeds the maximum length.");
        explain(
                "unsupported-media-type",
                "The media type of the body is not supported. The accepted member lists the supported media types.");
        explain(
                "validation",
                "The body can be parsed but contains errors. The errors member lists all errors with JSON Pointers.");
        explain("idempotency-conflict", "The Idempotency-Key was already used with a different body. Use a new key.");
        explain(
                "precondition-required",
                "The change requires the If-Match header. Send the entity tag that you last read, or * to overwrite"
                        + " any version.");
        explain(
                "too-many-requests",
                "The client has too many concurrent requests. Repeat the request after the number of"
                        + " seconds in the Retry-After header.");
        explain(
                "quota-exceeded",
                "The client has exceeded the request quota for this minute. The violated-policies member contains"
                        + " the name of the quota. The RateLimit and Retry-After headers state when the quota is"
                        + " available again. Clients that send a key, or an e-mail address in the From or User-Agent"
                        + " header, have a larger quota.");
        explain(
                "unavailable",
                "The service is temporarily unavailable. Repeat the request after the number of seconds"
                        + " in the Retry-After header.");
        explain(
                "insufficient-storage",
                "The disk of the service or of its database has no space for the data. Nothing was stored.");
        explain(
                "too-slow",
                "The body arrived too slowly, so the request was aborted. Nothing was stored. Send the"
                        + " request again.");
        explain(
                "internal",
                "An internal error occurred in the service. The service log contains the error with the request id.");
    }

    private ProblemKinds() {}

    private static void explain(String kind, String meaning) {
        ALL.put(kind, meaning);
    }
}
