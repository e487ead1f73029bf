package org.offprint.platform.files.store;

import java.net.URI;

/**
 * S3 bucket for files.
 *
 * @param endpoint null to use the endpoint of the region
 * @param prefix prefix of all keys; may be empty
 * @param accessKey null to use the credentials of the environment or the machine
 * @param secretKey null if there is no access key; never logged
 * @param isPathStyle whether the bucket name is in the path instead of the host name
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
