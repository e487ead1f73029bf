package org.offprint.platform.http.quotas;

/** Class of operations with its own quota. Reads by id, web pages, files and cached responses are not counted. */
public enum QuotaClass {
    /** Lists, searches, suggestions and reference matches. */
    SEARCH("search"),

    /** Harvesting, full exports, packages and backups. */
    EXPORT("export"),

    /** Class of requests with methods other than GET, HEAD and OPTIONS. */
    WRITE("write"),

    /** Rejected credentials and sign-ins, counted only by client address. */
    SIGN_IN("sign-in");

    private final String word;

    QuotaClass(String word) {
        this.word = word;
    }

    /** Returns the name of the quota policy, as used in responses and settings. */
    public String policyName() {
        return word;
    }
}
