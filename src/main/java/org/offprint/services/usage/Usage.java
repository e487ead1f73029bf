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
import org.offprint.platform.http.requests.SessionCookie;
import org.offprint.services.usage.UsageEvent.Visitor;

/**
 * Notes what people open: answers of 200 and 304 to a GET without a key or a session of a person
 * who is signed in (COUNTER 5.1, section 7.1), unless a browser
 * fetches ahead. Noting is a write into the memory of this node; robots and double clicks are left out later.
 */
@Singleton
public class Usage {

    /** The role of files that hold the text of an article. */
    private static final String FULL_TEXT = "fulltext";

    private static final CharSequence SEC_PURPOSE = HttpHeaders.createOptimized("Sec-Purpose");
    /** The older names of the same. */
    private static final CharSequence PURPOSE = HttpHeaders.createOptimized("Purpose");

    private static final CharSequence X_MOZ = HttpHeaders.createOptimized("X-Moz");

    private final NotedViews views = new NotedViews();
    private final boolean isOn;

    Usage(@ConfigProperty(name = "offprint.usage") boolean isOn, MeterRegistry registry) {
        this.isOn = isOn;
        Gauge.builder("offprint.usage.waiting", views, NotedViews::waiting)
                .description("Views that this node has not written yet")
                .register(registry);
    }

    /** Reports whether views of the service's own pages and files are counted. */
    public boolean isOn() {
        return isOn;
    }

    /**
     * Notes that something was sent. Waits for nothing, on whatever thread it is called.
     *
     * @param item null for what does not count
     * @param status of the answer
     */
    public void sent(UsedItem item, int status, HttpServerRequest request) {
        if (item != null
                && isOn
                && !request.headers().contains(HttpHeaders.AUTHORIZATION)
                && !SessionCookie.isSent(request)) {
            sentToReader(item, status, request);
        }
    }

    /**
     * Notes that something was sent to somebody of whom it is known already that the request has neither a key nor a
     * session. Waits for nothing, and makes one object at most.
     *
     * @param item null for what does not count
     * @param status of the answer
     */
    public void sentToReader(UsedItem item, int status, HttpServerRequest request) {
        if (item == null || !isOn || status != 200 && status != 304 || request.method() != HttpMethod.GET) {
            return;
        }
        MultiMap headers = request.headers();
        if (headers.contains(SEC_PURPOSE) || headers.contains(PURPOSE) || headers.contains(X_MOZ)) {
            return;
        }
        // Of the clock's instant a number is left before it comes into memory.
        Instant now = Instant.now();
        long at = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        views.note(at, item, request.remoteAddress(), Visitor.shortened(headers.get(HttpHeaders.USER_AGENT)));
    }

    /**
     * Notes that a file of an article was sent; files other than its text do not count.
     *
     * @param role of the file, as tables have it
     */
    public void sentFile(UUID article, String role, String mediaType, int status, HttpServerRequest request) {
        if (role.equals(FULL_TEXT)) {
            sent(new UsedItem(article, UsedItem.Form.ofText(mediaType)), status, request);
        }
    }

    /** Returns the views of this node, for whoever writes them. */
    NotedViews views() {
        return views;
    }
}
