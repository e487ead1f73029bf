package org.offprint.platform.http.quotas;

/**
 * Class of API operations with its own rate limit. Reads by id, web pages, files and cached responses are not limited.
 */
public enum QuotaClass {
    /** Quota class of lists, searches, suggestions, reference matches and previews. */
    SEARCH("search"),

    /** Quota class of harvesting, full exports, packages and backups. */
    EXPORT("export"),

    /** Quota class of requests with methods other than GET, HEAD and OPTIONS. */
    WRITE("write"),

    /** Quota class of rejected credentials and sign-ins, which are always counted by client address. */
    SIGN_IN("sign-in");

    private final String word;

    QuotaClass(String word) {
        this.word = word;
    }

    /** Returns the name of the quota policy for use in responses and settings. */
    public String policyName() {
        return word;
    }
}
