package org.offprint.web.api.service;

import java.util.Map;
import java.util.TreeMap;

/** Explains each kind of problem, in a sentence or two. */
final class ProblemKinds {

    static final Map<String, String> ALL = new TreeMap<>();

    static {
        say("malformed-json", "The body is not JSON. The detail says at which line and column reading it failed.");
        say("invalid-parameter", "Parameters of the URL, or headers, are wrong. Each is named in errors.");
        say("bad-path", "The path holds something that must be percent-encoded, or encodes it wrongly.");
        say("bad-request", "The request is not one that HTTP knows.");
        say("unauthenticated", "The operation needs a key, or the key sent is not known. Send Authorization: Bearer …");
        say("forbidden", "The key is known, but the operation needs another role or another journal.");
        say("not-found", "Nothing is there, or it is not public.");
        say("method-not-allowed", "The path exists, but not with this method. Allow lists those that do.");
        say("not-acceptable", "There is no such representation. alternatives lists those that there are.");
        say("conflict", "The state of the record forbids the change. The detail says what is possible.");
        say("incomplete", "The record lacks what this needs. All of it is in errors, with pointers to its places.");
        say("duplicate", "Another record has this identifier. existing is its path.");
        say("in-use", "The record is used by others and stays until they are changed. usedBy lists some of them.");
        say("gone", "The record has been withdrawn, or the link to it has expired or been revoked.");
        say("edit-conflict", "The record has changed since it was read. Read it again and repeat the change on it.");
        say("payload-too-large", "The body is larger than is taken.");
        say("headers-too-large", "The headers of the request are larger than is taken.");
        say("uri-too-long", "The URL is longer than is taken.");
        say("unsupported-media-type", "The body has a media type that is not taken. accepted lists those that are.");
        say(
                "validation",
                "The body can be read but is not valid. Each fault is in errors, with a pointer to its place.");
        say("idempotency-conflict", "The Idempotency-Key came before with another body. Use a new key.");
        say("precondition-required", "A change must say of which state: send If-Match with the entity tag last read.");
        say("too-many-requests", "You have as much at a time as one client gets. Retry-After says when to ask again.");
        say(
                "quota-exceeded",
                "You have asked for too much of one class of work in a minute. violated-policies names it; RateLimit and"
                        + " Retry-After say when the quota is whole again. Whoever gives an e-mail address in From or"
                        + " User-Agent, or sends a key, has a larger one.");
        say("unavailable", "The service cannot answer now. Ask again after the seconds in Retry-After.");
        say("insufficient-storage", "The disk of the service has no room for the file. Nothing of it was kept.");
        say("too-slow", "The body came so slowly that it was not waited for. Nothing of it was kept; send it again.");
        say("internal", "The fault is the service's own. Its log has it under the request id.");
    }

    private ProblemKinds() {}

    private static void say(String kind, String meaning) {
        ALL.put(kind, meaning);
    }
}
