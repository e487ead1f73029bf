package org.offprint.web.site.pages;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.AcceptEncoding;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.filters.CommonHeaders;
import org.offprint.platform.http.filters.ShutdownState;
import org.offprint.platform.http.requests.RequestMetrics;
import org.offprint.services.usage.UsageRecorder;
import org.offprint.web.site.pages.ReadyPages.ReadyPage;
import org.offprint.web.site.theme.Theme;

/**
 * Sends cached pages before the request is processed any further, without changing the thread or calling a resource.
 * Requests that do not accept gzip, or prefer a different type to HTML, continue to the resources, which return the
 * same content.
 */
@ApplicationScoped
class HotPages {

    private static final String ARTICLES = "/articles/";
    private static final String JOURNALS = "/journals/";
    private static final String IN_LANGUAGE = "?" + SiteRequest.LANGUAGE + "=";

    /** Same priority as cached articles of the API. */
    private static final int PRIORITY = 60_000;

    private final ReadyPages pages;
    private final PublicUrl publicUrl;
    private final CommonHeaders commonHeaders;
    private final ShutdownState stopping;
    private final RequestMetrics metrics;
    private final UsageRecorder usage;
    private volatile CharSequence policy;

    HotPages(
            ReadyPages pages,
            PublicUrl publicUrl,
            CommonHeaders commonHeaders,
            ShutdownState stopping,
            RequestMetrics metrics,
            UsageRecorder usage,
            Theme theme) {
        this.pages = pages;
        this.publicUrl = publicUrl;
        this.commonHeaders = commonHeaders;
        this.stopping = stopping;
        this.metrics = metrics;
        this.usage = usage;
        theme.addListener(() -> policy = policy(theme));
        policy = policy(theme);
    }

    private static CharSequence policy(Theme theme) {
        return HttpHeaders.createOptimized(theme.files().policy());
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, PRIORITY);
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        // The path is checked before the headers, so that all remaining requests cost only one comparison.
        if (!isOfPage(request.uri())) {
            context.next();
            return;
        }
        long started = System.nanoTime();
        Optional<ReadyPage> page =
                isForPeople(request) ? pages.kept(publicUrl.base(request) + request.uri()) : Optional.empty();
        if (page.isEmpty() || page.get().reply() == null) {
            context.next();
            return;
        }
        int status;
        try {
            if (!AcceptEncoding.takesGzip(request.headers().get(HttpHeaders.ACCEPT_ENCODING))) {
                context.next();
                return;
            }
            commonHeaders.addToPrepared(context, policy);
            status = page.get().reply().send(request, true);
            usage.recordAnonymous(page.get().used(), status, request);
        } catch (ProblemException unreadableHeader) {
            context.response().headers().clear();
            context.next();
            return;
        }
        metrics.timer(request.method().name(), page.get().route(), Integer.toString(status))
                .record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }

    private static boolean isOfPage(String target) {
        return (target.startsWith(ARTICLES) || target.startsWith(JOURNALS) || target.equals("/"))
                && (target.indexOf('?') < 0 || target.indexOf(IN_LANGUAGE) == target.indexOf('?'));
    }

    private boolean isForPeople(HttpServerRequest request) {
        return DirectReply.isAnonymousRead(request)
                && takesHtml(request.headers().get(HttpHeaders.ACCEPT))
                && !stopping.rejectsRequests();
    }

    /** Returns whether HTML is certainly preferred. If not, content negotiation decides. */
    private static boolean takesHtml(String accept) {
        return accept == null || accept.equals("*/*") || accept.equals("text/html") || accept.startsWith("text/html,");
    }
}
