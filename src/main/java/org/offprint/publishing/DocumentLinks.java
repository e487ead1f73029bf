package org.offprint.publishing;

/** Says where a published article leads to. Made by {@code export}, which stands above, once for each document. */
public interface DocumentLinks {

    /**
     * The {@code Link} header (RFC 8288) of what readers get, with paths in place of this service's own URLs.
     *
     * @param document the bytes that readers get
     * @param etag their entity tag
     */
    String header(byte[] document, String etag);
}
