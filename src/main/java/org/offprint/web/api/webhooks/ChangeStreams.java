package org.offprint.web.api.webhooks;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.json.Json;
import org.offprint.platform.changes.Change;
import org.offprint.platform.http.streaming.Connections;
import org.offprint.platform.http.streaming.StreamLimiter;
import org.offprint.web.api.webhooks.ChangePage.ChangeView;
import org.offprint.web.api.webhooks.WaitingRequests.WaitingRequest;

/**
 * Streams of server-sent events with the changes of the change feed. A stream without new changes is a waiting request,
 * which occupies no thread and no database connection. A stream ends after fifteen minutes or when the service stops.
 * The client then reconnects and continues after the last received event.
 */
@ApplicationScoped
class ChangeStreams {

    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Duration WRITE_TIMEOUT = Duration.ofMinutes(1);
    private static final int MAX_PER_CLIENT = 20;
    private static final int RETRY_SECONDS = 30;
    private static final int RECONNECT_MILLIS = 5_000;

    private final WaitingRequests readers;
    private final StreamLimiter limiter;
    private final Executor workers = Infrastructure.getDefaultWorkerPool();

    ChangeStreams(WaitingRequests readers, @ConfigProperty(name = "offprint.changes.waiting-readers") int maxWaiting) {
        this.readers = readers;
        int most = Math.max(1, maxWaiting / 2);
        this.limiter =
                new StreamLimiter("change streams", most, most / 4, MAX_PER_CLIENT, WRITE_TIMEOUT, RETRY_SECONDS);
    }

    /** Query of the change feed. */
    record ChangeQuery(long position, UUID journal, Change.Kind kind, int limit) {

        /** Returns a copy of the query that starts at the given position. */
        ChangeQuery after(long other) {
            return new ChangeQuery(other, journal, kind, limit);
        }
    }

    /** Found changes, with the position at which the next query starts. */
    record FoundChanges(List<Change> changes, String next) {}

    /**
     * Returns the events of a stream. The first event contains only a comment.
     *
     * @param start first query of the stream
     * @param find runs a query
     * @throws org.offprint.kernel.faults.ProblemException 429 if this client has too many streams; 503 if there are too
     *     many streams in total
     */
    Multi<OutboundSseEvent> of(
            ChangeQuery start, Function<ChangeQuery, FoundChanges> find, Sse sse, RoutingContext context) {
        StreamLimiter.Permit permit = limiter.enter(context);
        // A client that has stopped reading would prevent the regular end of the stream.
        long timer =
                context.vertx().setTimer(LIFETIME.plus(WRITE_TIMEOUT).toMillis(), late -> Connections.abort(context));
        ChangeStream stream = new ChangeStream(start, find, sse, permit);
        Runnable end = () -> {
            context.vertx().cancelTimer(timer);
            permit.release();
            stream.stopWaiting();
        };
        context.addEndHandler(ended -> end.run());
        return Multi.createBy()
                .repeating()
                .uni(stream::next)
                .until(List::isEmpty)
                .onItem()
                .<OutboundSseEvent>disjoint()
                .onTermination()
                .invoke(end);
    }

    /** State of one stream. Only {@link #stopWaiting} is called concurrently with the other methods. */
    private final class ChangeStream {

        private final Function<ChangeQuery, FoundChanges> find;
        private final Sse sse;
        private final StreamLimiter.Permit permit;
        private final long end = System.nanoTime() + LIFETIME.toNanos();
        private ChangeQuery query;
        private boolean isOpen;
        private volatile WaitingRequest waiting;

        private ChangeStream(
                ChangeQuery start, Function<ChangeQuery, FoundChanges> find, Sse sse, StreamLimiter.Permit permit) {
            this.query = start;
            this.find = find;
            this.sse = sse;
            this.permit = permit;
        }

        /** Returns the next events, with a comment if there are no changes for some time. Empty to end the stream. */
        private Uni<List<OutboundSseEvent>> next() {
            if (!isOpen) {
                isOpen = true;
                return Uni.createFrom()
                        .item(List.of(sse.newEventBuilder()
                                .comment("changes")
                                .reconnectDelay(RECONNECT_MILLIS)
                                .build()));
            }
            // Register the waiting request before the query. Otherwise, a change between the two steps would be missed.
            Optional<WaitingRequest> registered = System.nanoTime() - end > 0
                    ? Optional.empty()
                    : readers.await(query.journal(), query.kind(), HEARTBEAT);
            if (registered.isEmpty()) {
                return Uni.createFrom().item(List.of());
            }
            WaitingRequest one = registered.get();
            waiting = one;
            if (permit.isReleased()) {
                one.wake();
            }
            return Uni.createFrom()
                    .item(this::search)
                    .runSubscriptionOn(workers)
                    .flatMap(found -> found.changes().isEmpty() ? searchWhenWoken(one) : foundNow(found, one))
                    .map(this::events);
        }

        private Uni<FoundChanges> foundNow(FoundChanges found, WaitingRequest one) {
            one.wake();
            return Uni.createFrom().item(found);
        }

        private Uni<FoundChanges> searchWhenWoken(WaitingRequest one) {
            return Uni.createFrom().completionStage(one.left()).emitOn(workers).map(woken -> search());
        }

        private FoundChanges search() {
            return readers.cached(query, () -> find.apply(query));
        }

        private List<OutboundSseEvent> events(FoundChanges found) {
            query = query.after(Long.parseLong(found.next()));
            return found.changes().isEmpty()
                    ? List.of(sse.newEventBuilder().comment("waiting").build())
                    : found.changes().stream().map(this::event).toList();
        }

        private OutboundSseEvent event(Change change) {
            String json = new String(Json.write(ChangeView.of(change)), StandardCharsets.UTF_8);
            return sse.newEventBuilder()
                    .id(Long.toString(change.position()))
                    .name("change")
                    .data(String.class, json)
                    .build();
        }

        private void stopWaiting() {
            WaitingRequest one = waiting;
            if (one != null) {
                one.wake();
            }
        }
    }
}
