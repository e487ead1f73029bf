package org.offprint.services.usage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.http.requests.ClientAddress;
import org.offprint.platform.http.requests.SessionCookie;
import org.offprint.services.usage.UsageEvent.AccessMethod;
import org.offprint.services.usage.UsageEvent.Visitor;

/**
 * Records views of articles and searches. A response to a GET request is recorded if its status is 200 or 304. Requests
 * with an API key or the session of a signed-in person are excluded (COUNTER 5.1, section 7.1), as are prefetch
 * requests. Views are recorded in memory; robots and double clicks are removed later.
 */
@Singleton
public class UsageRecorder {

    /** Role of files that contain the full text of an article. */
    private static final String FULL_TEXT = "fulltext";

    private static final CharSequence SEC_PURPOSE = HttpHeaders.createOptimized("Sec-Purpose");
    /** Older names of the {@code Sec-Purpose} header, which identifies prefetch requests. */
    private static final CharSequence PURPOSE = HttpHeaders.createOptimized("Purpose");

    private static final CharSequence X_MOZ = HttpHeaders.createOptimized("X-Moz");

    private final RecordedViews views = new RecordedViews();
    private final boolean isOn;

    UsageRecorder(@ConfigProperty(name = "offprint.usage") boolean isOn, MeterRegistry registry) {
        this.isOn = isOn;
        Gauge.builder("offprint.usage.waiting", views, RecordedViews::waiting)
                .description("Views that this node has not written yet")
                .register(registry);
    }

    /** Returns whether views of the service's own pages and files are counted. */
    public boolean isOn() {
        return isOn;
    }

    /**
     * Records a response in the usage statistics. Never blocks the calling thread.
     *
     * @param item used article or search; null if the response is not counted
     * @param status status of the response
     */
    public void record(UsedItem item, int status, HttpServerRequest request) {
        if (item != null && isWithoutCredentials(request)) {
            recordAnonymous(item, status, request);
        }
    }

    /**
     * Records a response in a format for programs as text and data mining. Never blocks the calling thread.
     *
     * @param status status of the response
     */
    public void recordMining(UsedItem item, int status, HttpServerRequest request) {
        if (isWithoutCredentials(request) && isCounted(status, request)) {
            store(item, AccessMethod.TDM, request.headers().get(HttpHeaders.USER_AGENT), request);
        }
    }

    /**
     * Records the use of an item through an interface for programs as text and data mining. Never blocks the calling
     * thread.
     *
     * @param client name of the program, which replaces the user agent. The user agents of programs are often the names
     *     of libraries, which robots also use
     */
    public void recordProgram(UsedItem item, String client, HttpServerRequest request) {
        if (isWithoutCredentials(request)) {
            store(item, AccessMethod.TDM, client, request);
        }
    }

    private boolean isWithoutCredentials(HttpServerRequest request) {
        return isOn && !request.headers().contains(HttpHeaders.AUTHORIZATION) && !SessionCookie.isSent(request);
    }

    /**
     * Records the response to a request that is known to have neither an API key nor a session. Never blocks, and
     * allocates at most one object.
     *
     * @param item used article or search; null if the response is not counted
     * @param status status of the response
     */
    public void recordAnonymous(UsedItem item, int status, HttpServerRequest request) {
        if (item != null && isOn && isCounted(status, request)) {
            store(item, AccessMethod.REGULAR, request.headers().get(HttpHeaders.USER_AGENT), request);
        }
    }

    private static boolean isCounted(int status, HttpServerRequest request) {
        if (status != 200 && status != 304 || request.method() != HttpMethod.GET) {
            return false;
        }
        MultiMap headers = request.headers();
        return !headers.contains(SEC_PURPOSE) && !headers.contains(PURPOSE) && !headers.contains(X_MOZ);
    }

    private void store(UsedItem item, AccessMethod method, String userAgent, HttpServerRequest request) {
        // Convert the instant to a number immediately, so that the JVM can avoid allocating it.
        Instant now = Instant.now();
        long at = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        views.record(at, item, method, ClientAddress.socketOf(request), Visitor.shortened(userAgent));
    }

    /**
     * Records a response that contains a file of an article. Only full-text files are counted.
     *
     * @param role role of the file, as stored in the database
     */
    public void recordFile(UUID article, String role, String mediaType, int status, HttpServerRequest request) {
        if (role.equals(FULL_TEXT)) {
            record(new UsedItem(article, UsedItem.Form.ofText(mediaType)), status, request);
        }
    }

    /** Returns the recorded views of this node, which {@link UsageWriter} writes to the database. */
    RecordedViews views() {
        return views;
    }
}
