package org.offprint.publishing.typesetting;

/**
 * Makes the links of a published article, once for each document. Implemented by {@code formats}, which stands above.
 */
public interface DocumentLinks {

    /**
     * The {@code Link} header (RFC 8288) of what readers get, with paths in place of this service's own URLs.
     *
     * @param document the bytes that readers get
     * @param etag their entity tag
     */
    String header(byte[] document, String etag);

    /** A number that is another one where headers come out differently, be it by the program or by its settings. */
    int making();
}
