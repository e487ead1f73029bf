package org.offprint.platform.files.store;

import java.net.URI;

/**
 * The bucket that files are kept in.
 *
 * @param endpoint null for that of the region
 * @param prefix what keys begin with; empty for none
 * @param accessKey null for the credentials of the environment or the machine
 * @param secretKey null where there is no access key; never shown
 * @param isPathStyle whether the bucket stands in the path, not in the host
 */
public record S3Settings(
        URI endpoint,
        String region,
        String bucket,
        String prefix,
        String accessKey,
        String secretKey,
        boolean isPathStyle) {

    @Override
    public String toString() {
        return "the bucket " + bucket + (prefix.isEmpty() ? "" : " under " + prefix) + " of "
                + (endpoint == null ? region : endpoint);
    }
}
