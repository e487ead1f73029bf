package org.offprint.platform.files.store;

import java.net.URI;

/**
 * Settings of the S3 bucket for files.
 *
 * @param endpoint URL of the S3-compatible store; null to use the endpoint of the region
 * @param prefix prefix of all object keys; may be empty
 * @param accessKey access key; null to use the credentials of the environment or the machine
 * @param secretKey secret key, which is never logged; null if there is no access key
 * @param isPathStyle whether the bucket name is in the URL path instead of the host name
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
