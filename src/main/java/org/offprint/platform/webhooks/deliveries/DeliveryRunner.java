package org.offprint.platform.webhooks.deliveries;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.jobs.ScheduledWork;
import org.offprint.platform.webhooks.SigningSecret;
import org.offprint.platform.webhooks.Webhook;
import org.offprint.platform.webhooks.WebhookSecrets;
import org.offprint.platform.webhooks.Webhooks;
import org.offprint.platform.webhooks.sending.ReceiverClient;
import org.offprint.platform.webhooks.sending.ReceiverResponse;

/**
 * Runs webhook deliveries. One thread claims due deliveries. On each node, a webhook has a few delivery slots, or only
 * one slot if deliveries to it are failing. An unreachable receiver therefore does not delay deliveries to working
 * receivers. Threads are created on demand, at most one per slot. If no delivery is due, the database is polled every
 * ten seconds, or every minute if there are no webhooks.
 */
@Startup
@ApplicationScoped
class DeliveryRunner {

    private static final Logger LOG = Logger.getLogger(DeliveryRunner.class);

    private static final int SLOTS = 4;
    private static final int SLOTS_WHEN_FAILING = 1;

    /** Interval at which the delivery loop checks, without database access, whether it has work. */
    private static final long TICK_MILLIS = 250;

    /**
     * Poll interval for webhook events that other nodes have stored, and for deliveries that they have left unfinished.
     */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(10);

    private static final Duration LOOK_WITHOUT_WEBHOOKS = Duration.ofMinutes(1);

    /**
     * Maximum number of delivery results that are stored concurrently, so that database connections remain available
     * for other background work.
     */
    private static final int STORED_AT_ONCE = 3;

    private static final int RETENTION_DAYS = 30;
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final DeliveryQueue due;
    private final WebhookSecrets secrets;
    private final ReceiverClient requests;
    private final ScheduledWork timed;
    private final MeterRegistry registry;

    /** Number of deliveries that this node is running, per webhook. */
    private final Map<UUID, AtomicInteger> busy = new ConcurrentHashMap<>();

    private final Semaphore stored = new Semaphore(STORED_AT_ONCE, true);
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, Webhook.MAX_WEBHOOKS * SLOTS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "offprint-webhook-delivery");
                thread.setDaemon(true);
                return thread;
            });
    private final AtomicBoolean woken = new AtomicBoolean(true);
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger failing = new AtomicInteger();
    private final AtomicInteger disabled = new AtomicInteger();
    private volatile double overdueSeconds;
    private volatile long nextLook;
    private volatile boolean stopped;
    private final FollowerLoop loop;

    DeliveryRunner(
            DeliveryQueue due,
            WebhookSecrets secrets,
            ReceiverClient requests,
            ScheduledWork timed,
            MeterRegistry registry) {
        this.due = due;
        this.secrets = secrets;
        this.requests = requests;
        this.timed = timed;
        this.registry = registry;
        Map.of("active", active, "failing", failing, "disabled", disabled)
                .forEach((state, number) -> Gauge.builder("offprint.webhooks", number, AtomicInteger::get)
                        .description("Webhooks by state")
                        .tag("state", state)
                        .register(registry));
        Gauge.builder("offprint.webhooks.overdue.seconds", this, work -> work.overdueSeconds)
                .description("Delay of the most overdue webhook delivery")
                .register(registry);
        // Counters are created with the value zero, so that monitoring systems detect the first increment.
        attempts(true);
        attempts(false);
        Stream.of(Webhook.Reason.values()).forEach(this::disabledWebhooks);
        loop = new FollowerLoop("webhook-deliveries", TICK_MILLIS, this::step);
        loop.start();
    }

    /** Wakes the delivery loop, which checks immediately for new deliveries. */
    void onTold(@Observes(during = TransactionPhase.AFTER_SUCCESS) Webhooks.DeliveriesDue told) {
        wake();
    }

    private void wake() {
        woken.set(true);
        loop.wake();
    }

    /**
     * Stops the delivery loop before the data source is closed. Deliveries in progress have a short time to finish;
     * otherwise, other nodes repeat them.
     */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        loop.close();
        threads.shutdown();
        threads.awaitTermination(3, TimeUnit.SECONDS);
    }

    private boolean step() {
        if (!woken.getAndSet(false) && System.nanoTime() - nextLook < 0) {
            return false;
        }
        List<DeliveryQueue.Queue> queues = due.queues();
        updateGauges(queues);
        queues.stream()
                .filter(queue -> queue.isActive() && !queue.hasKey())
                .forEach(queue -> due.disableWithoutKey(queue.webhook()).ifPresent(this::count));
        Duration wait = queues.isEmpty() ? LOOK_WITHOUT_WEBHOOKS : POLL_INTERVAL;
        for (DeliveryQueue.Queue queue : queues) {
            Duration until = queue.untilDue();
            if (until == null) {
                continue;
            }
            if (until.isZero()) {
                deliver(queue);
            } else if (until.compareTo(wait) < 0) {
                wait = until;
            }
        }
        nextLook = System.nanoTime() + wait.toNanos();
        return false;
    }

    private void updateGauges(List<DeliveryQueue.Queue> queues) {
        Map<String, Integer> counts = new HashMap<>();
        double longest = 0;
        for (DeliveryQueue.Queue queue : queues) {
            counts.merge(!queue.isActive() ? "disabled" : queue.isFailing() ? "failing" : "active", 1, Integer::sum);
            longest = Math.max(longest, queue.overdue().toMillis() / 1000.0);
        }
        active.set(counts.getOrDefault("active", 0));
        failing.set(counts.getOrDefault("failing", 0));
        disabled.set(counts.getOrDefault("disabled", 0));
        overdueSeconds = longest;
    }

    private void deliver(DeliveryQueue.Queue queue) {
        AtomicInteger taken = busy.computeIfAbsent(queue.webhook(), absent -> new AtomicInteger());
        int free = (queue.isFailing() ? SLOTS_WHEN_FAILING : SLOTS) - taken.get();
        if (free <= 0) {
            // All delivery slots of the webhook are in use. The loop is woken when a delivery ends.
            return;
        }
        UUID claim = Ids.next();
        for (DeliveryQueue.Claimed claimed : due.claim(queue.webhook(), claim, free)) {
            taken.incrementAndGet();
            threads.execute(() -> {
                try {
                    deliver(claimed);
                } catch (RuntimeException e) {
                    // If the result of a delivery cannot be stored, the delivery is repeated after its claim expires.
                    LOG.errorf(
                            e,
                            "Failed to store the result of the delivery of event %s to webhook %s; the delivery"
                                    + " will be repeated",
                            claimed.event(),
                            claimed.webhook());
                } finally {
                    taken.decrementAndGet();
                    wake();
                }
            });
        }
    }

    private void deliver(DeliveryQueue.Claimed claimed) {
        Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        long start = System.nanoTime();
        ReceiverResponse answer = answer(claimed, began);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        attempts(answer.isAccepted()).increment();
        stored.acquireUninterruptibly();
        try {
            if (!stopped || answer.isAccepted()) {
                due.end(claimed, answer, began, took).ifPresent(this::count);
            }
        } finally {
            stored.release();
        }
    }

    private ReceiverResponse answer(DeliveryQueue.Claimed claimed, Instant at) {
        List<SigningSecret> signing = secrets.open(claimed.webhook(), claimed.secret(), claimed.formerSecret());
        if (signing.isEmpty()) {
            return new ReceiverResponse(
                    null,
                    null,
                    null,
                    "The signing secret of the webhook cannot be decrypted with the key of the service."
                            + " Create a new signing secret.");
        }
        String id = claimed.event().toString();
        long timestamp = at.getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put(
                "webhook-signature",
                signing.stream()
                        .map(secret -> secret.sign(id, timestamp, claimed.body()))
                        .collect(Collectors.joining(" ")));
        return requests.post(claimed.url(), headers, claimed.body());
    }

    private Counter attempts(boolean isDelivered) {
        return Counter.builder("offprint.webhooks.attempts")
                .description("Delivery attempts of this node")
                .tag("outcome", isDelivered ? "delivered" : "failed")
                .register(registry);
    }

    private void count(Webhook.Reason reason) {
        disabledWebhooks(reason).increment();
    }

    private Counter disabledWebhooks(Webhook.Reason reason) {
        return Counter.builder("offprint.webhooks.disabled")
                .description("Webhooks that this node has disabled")
                .tag("reason", Vocabulary.termOf(reason))
                .register(registry);
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deleteOldest() {
        timed.run(() -> {
            int forgotten = FORGOTTEN_AT_ONCE;
            while (forgotten == FORGOTTEN_AT_ONCE && !stopped) {
                forgotten = due.deleteOldest(RETENTION_DAYS, FORGOTTEN_AT_ONCE);
            }
        });
    }
}
