package org.offprint.platform.http.quotas;

/** A class of work that is counted. What is not counted is free: reads by id, pages, files, whatever is ready in memory. */
public enum QuotaClass {
    /** Lists, searches, suggestions, matches. */
    SEARCH("search"),

    /** Harvests, whole exports, packages, backups. */
    EXPORT("export"),

    /** Every method other than GET, HEAD and OPTIONS. */
    WRITE("write"),

    /** Attempts to be somebody: credentials that are refused, and sign-ins. By address alone. */
    SIGN_IN("sign-in");

    private final String word;

    QuotaClass(String word) {
        this.word = word;
    }

    /** The name of its policy, in answers and settings. */
    public String word() {
        return word;
    }
}
