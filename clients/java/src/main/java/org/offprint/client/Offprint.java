package org.offprint.client;

import java.time.Duration;
import okhttp3.OkHttpClient;

/** Creates clients of a service. */
public final class Offprint {

    /** Longer than the service waits for a change. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(90);

    private Offprint() {}

    /** Returns a client without a key, which reads published records. */
    public static ApiClient connect(String url) {
        return connect(url, null, new OkHttpClient());
    }

    /** Returns a client with an API key. */
    public static ApiClient connect(String url, String key) {
        return connect(url, key, new OkHttpClient());
    }

    /**
     * Returns a client that sends requests with the given HTTP client, for example one with a cache. Adds retries and a
     * read timeout to the HTTP client.
     *
     * @param key API key, or null to read published records
     */
    public static ApiClient connect(String url, String key, OkHttpClient http) {
        ApiClient client = new ApiClient(http.newBuilder()
                .addInterceptor(new RetryInterceptor())
                .readTimeout(READ_TIMEOUT)
                .build());
        client.setBasePath(url);
        if (key != null) {
            client.setBearerToken(key);
        }
        return client;
    }
}
