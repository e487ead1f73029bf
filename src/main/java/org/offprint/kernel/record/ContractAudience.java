package org.offprint.kernel.record;

/**
 * Audiences of the API, which are the values of the extension {@code x-audience} in the OpenAPI document. The contract
 * of each audience contains the operations of this audience.
 */
public final class ContractAudience {

    /** Name of the extension, which is set on operations, on members of records and on query parameters. */
    public static final String EXTENSION = "x-audience";

    /** Front ends and other clients that read published records without a key. */
    public static final String READERS = "readers";

    /** Clients that create, change and publish records. */
    public static final String EDITORS = "editors";

    /** Clients that manage keys, people, the search index and backups. */
    public static final String ADMIN = "admin";

    private ContractAudience() {}
}
