package org.offprint.platform.http.streaming;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AttributeKey;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.platform.http.requests.ClientAddress;

/**
 * Limits the memory of responses that wait for slow clients, in total and per client address. If a limit is exceeded,
 * the connection that has been idle for the longest time is closed.
 */
@Singleton
public class Backlogs implements ConnectionBacklog.Listener {

    /** Priority of the filter that watches connections, which must run before all filters that can send a response. */
    private static final int PRIORITY = 70_000;

    private static final AttributeKey<ConnectionBacklog> BACKLOG = AttributeKey.valueOf("offprint.backlog");
    private static final String HANDLER = "backlog";

    /**
     * Name of the channel handler of a connection that is being upgraded to HTTP/2. After the upgrade, this handler
     * removes all others.
     */
    private static final String UPGRADE = "h2c";

    private static final long MIN_BYTES = 32L << 20;
    private static final Logger LOG = Logger.getLogger(Backlogs.class);

    private final long maxBytes = Math.max(MIN_BYTES, Runtime.getRuntime().maxMemory() / 8);
    private final long maxBytesPerClient = maxBytes / 2;
    private final int maxStreams;
    private final Duration timeout;
    private final Set<ConnectionBacklog> waiting = new LinkedHashSet<>();
    private final Map<String, Long> byClient = new HashMap<>();
    private long total;
    /** Total size of the backlogs of connections that are being closed, in bytes. */
    private long releasing;

    Backlogs(
            @ConfigProperty(name = "quarkus.http.limits.max-concurrent-streams") int maxStreams,
            @ConfigProperty(name = "offprint.answers.patience") Duration answers,
            @ConfigProperty(name = "offprint.exports.patience") Duration exports,
            @ConfigProperty(name = "offprint.backup.patience") Duration backup) {
        this.maxStreams = maxStreams;
        // A connection can serve normal responses, exports and backups, which have different timeouts. The longest
        // timeout applies.
        this.timeout = Collections.max(List.of(answers, exports, backup));
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, PRIORITY);
    }

    /**
     * Adds the handler of the backlog to a connection on its first request. Requests on a connection that is being
     * closed are ignored, because responses to them would use more memory.
     */
    private void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.connection() instanceof ConnectionBase connection) {
            ConnectionBacklog backlog = connection.channel().attr(BACKLOG).get();
            if (backlog == null) {
                backlog = add(connection, request.version() == HttpVersion.HTTP_2);
            } else {
                backlog.reportGrowth();
                if (backlog.isAborted()) {
                    return;
                }
            }
            if (backlog != null) {
                backlog.process(context);
                return;
            }
        }
        context.next();
    }

    /** Adds the backlog of a connection, and returns it. Returns null during the upgrade of a connection to HTTP/2. */
    private ConnectionBacklog add(ConnectionBase connection, boolean isHttp2) {
        Channel channel = connection.channel();
        ChannelPipeline pipeline = channel.pipeline();
        if (isHttp2 && pipeline.get(UPGRADE) != null) {
            return null;
        }
        String client = ClientAddress.subscriber(ClientAddress.of(connection.remoteAddress()));
        ConnectionBacklog backlog = isHttp2
                ? new Http2Backlog(this, connection, client, maxStreams)
                : new Http1Backlog(this, connection, client);
        pipeline.addBefore(connection.channelHandlerContext().name(), HANDLER, backlog);
        channel.attr(BACKLOG).set(backlog);
        return backlog;
    }

    /** Updates the counted size of a backlog, and closes connections if the backlogs exceed a limit. */
    @Override
    public synchronized void update(ConnectionBacklog backlog) {
        if (count(backlog) > 0) {
            makeRoom(backlog.client());
            // The memory of closed connections is released only after the pending reads of all connections are
            // processed.
            if (total + releasing > 2 * maxBytes && backlog.bytes() > 0) {
                abort(backlog);
            }
        }
    }

    /** Updates the counted size of a backlog and returns the difference from the previous size. */
    private long count(ConnectionBacklog backlog) {
        long bytes = backlog.bytes();
        long change = bytes - backlog.reported();
        if (change == 0) {
            return 0;
        }
        backlog.setReported(bytes);
        if (backlog.isAborted()) {
            releasing += change;
            return change;
        }
        add(backlog.client(), change);
        if (bytes == 0) {
            waiting.remove(backlog);
        } else {
            waiting.add(backlog);
        }
        return change;
    }

    private void add(String client, long bytes) {
        total += bytes;
        byClient.merge(client, bytes, (sum, more) -> sum + more == 0 ? null : sum + more);
    }

    private long bytesOf(String client) {
        return byClient.getOrDefault(client, 0L);
    }

    private void makeRoom(String client) {
        if (total <= maxBytes && bytesOf(client) <= maxBytesPerClient) {
            return;
        }
        new ArrayList<>(waiting).forEach(this::count);
        while (bytesOf(client) > maxBytesPerClient) {
            abort(longestIdle(client));
        }
        while (total > maxBytes) {
            abort(longestIdle(Collections.max(byClient.entrySet(), Map.Entry.comparingByValue())
                    .getKey()));
        }
    }

    private ConnectionBacklog longestIdle(String client) {
        return waiting.stream()
                .filter(backlog -> backlog.client().equals(client))
                .min(Comparator.comparingLong(ConnectionBacklog::readAt))
                .orElseThrow();
    }

    /** Closes a connection and discards its backlog. */
    @Override
    public synchronized void abort(ConnectionBacklog backlog) {
        if (backlog.isAborted()) {
            return;
        }
        LOG.debug("A connection was closed because its client does not read the responses");
        waiting.remove(backlog);
        long bytes = backlog.reported();
        if (bytes > 0) {
            add(backlog.client(), -bytes);
            releasing += bytes;
        }
        backlog.abort();
    }

    /** Ends responses whose clients have read no data for the duration of the timeout. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void endIdle() {
        new ArrayList<>(waiting).forEach(this::count);
        new ArrayList<>(waiting).forEach(backlog -> backlog.endIdle(timeout));
    }
}
