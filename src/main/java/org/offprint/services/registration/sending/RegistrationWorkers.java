package org.offprint.services.registration.sending;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.jobs.ScheduledWork;
import org.offprint.services.registration.RegistrationAttempts;
import org.offprint.services.registration.RegistrationQueue;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.targets.Answer;
import org.offprint.services.registration.targets.RequestRateLimiter;

/**
 * Threads of this node that send files and poll for results, one file at a time per thread. The threads query the
 * database when a registration is due and when this node has scheduled a registration. The database is also queried
 * every few seconds to find registrations scheduled by other nodes.
 * <p>A thread that sends a file wakes the other threads. No thread blocks while an account is at its rate limit.
 */
@ApplicationScoped
public class RegistrationWorkers {

    /**
     * Number of sending threads. If one thread waits for a registration service or the disk, the other threads
     * continue.
     */
    private static final int WORKERS = 4;

    /** Time slice per account, after which files of other accounts are sent. */
    private static final Duration SLICE = Duration.ofSeconds(1);

    /**
     * Interval in milliseconds at which each thread compares the system clock with the next scheduled time, without
     * querying the database.
     */
    private static final long POLL_MILLIS = 100;

    private static final Duration MAX_PAUSE = Duration.ofSeconds(15);

    private final FilePreparation preparation;
    private final AnswerRecorder recorder;
    private final RegistrationQueue queue;
    private final RegistrationAttempts attempts;
    private final AccountRateLimiters paces;
    private final Writes writes;
    private final Clock clock;
    private final ScheduledWork timed;
    private final boolean enabled;
    private final UUID id = Ids.next();
    private final Set<UUID> calls = ConcurrentHashMap.newKeySet();
    private final List<FollowerLoop> loops = new ArrayList<>();
    private volatile Instant nextLook = Instant.MIN;
    private volatile boolean isStopping;

    RegistrationWorkers(
            FilePreparation preparation,
            AnswerRecorder recorder,
            RegistrationQueue queue,
            RegistrationAttempts attempts,
            AccountRateLimiters paces,
            Writes writes,
            Clock clock,
            ScheduledWork timed,
            @ConfigProperty(name = "offprint.registration.enabled") boolean enabled) {
        this.preparation = preparation;
        this.recorder = recorder;
        this.queue = queue;
        this.attempts = attempts;
        this.paces = paces;
        this.writes = writes;
        this.clock = clock;
        this.timed = timed;
        this.enabled = enabled;
    }

    void start(@Observes StartupEvent event, RegistrationFollower follower) {
        if (!enabled) {
            return;
        }
        follower.addListener(this::wake);
        writes.run(write -> {
            queue.limitDueTimes(clock.instant());
            return null;
        });
        for (int i = 1; i <= WORKERS; i++) {
            FollowerLoop loop = new FollowerLoop("registration-" + i, POLL_MILLIS, this::step);
            loops.add(loop);
            loop.start();
        }
    }

    /** Stops the threads before the data source is closed. Waits at most 10 seconds for files that are being sent. */
    void stop(@Observes ShutdownEvent event) {
        isStopping = true;
        FollowerLoop.closeAll(loops);
    }

    /** Wakes all threads to search for registrations to send. */
    public void wake() {
        nextLook = Instant.MIN;
        loops.forEach(FollowerLoop::wake);
    }

    @Scheduled(every = "20s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void renewClaims() {
        // Renew only the leases of files that are currently being sent or polled. If a response could not be stored,
        // the result is polled again after the lease expires.
        List<UUID> present = List.copyOf(calls);
        if (!present.isEmpty()) {
            timed.run(() -> attempts.renew(id, present));
        }
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deleteOldPayloads() {
        if (enabled) {
            timed.run(() -> attempts.deleteOldPayloads(clock.instant()));
        }
    }

    private boolean step() {
        if (clock.instant().isBefore(nextLook)) {
            return false;
        }
        // If another thread changes {@code nextLook} in the meantime, its value takes precedence.
        Instant set = clock.instant().plus(MAX_PAUSE);
        nextLook = set;
        boolean found = takeOver() | pollOne();
        SendResult sent = sendSome();
        if (found || sent.any()) {
            nextLook = Instant.MIN;
        } else {
            pauseUntilDue(set, sent.next());
        }
        return found || sent.any();
    }

    /**
     * Postpones the next search until a registration or poll is due. Registrations that are already due are ignored,
     * because they cannot be sent now. For example, their account is paused.
     *
     * @param set time of the next search if nothing is due earlier
     * @param turn time at which the rate limit of an account allows the next file
     */
    private void pauseUntilDue(Instant set, Instant turn) {
        Instant now = clock.instant();
        Instant next = turn.isBefore(now.plusSeconds(1))
                ? turn
                : earlier(turn, earlier(queue.nextDue(now), attempts.nextPoll(now)));
        if (nextLook == set) {
            nextLook = earlier(set, next);
        }
    }

    private static Instant earlier(Optional<Instant> one, Optional<Instant> other) {
        return earlier(one.orElse(Instant.MAX), other.orElse(Instant.MAX));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private boolean takeOver() {
        return writes.run(write -> recorder.takeOver(clock.instant()));
    }

    private boolean pollOne() {
        Optional<PreparedFile> file = writes.run(write -> preparation.nextToPoll(id, clock.instant()));
        file.ifPresent(asked -> {
            Answer answer = called(asked, () -> asked.target().poll(asked.dispatch(), asked.account()));
            record(asked, answer);
        });
        return file.isPresent();
    }

    /**
     * Result of one round of sending for all accounts.
     *
     * @param any whether a registration was due
     * @param next time at which the rate limit of an account allows the next file; {@link Instant#MAX} if no account is
     *     at its limit
     */
    private record SendResult(boolean any, Instant next) {}

    private SendResult sendSome() {
        List<RegistrationAccount> open =
                new ArrayList<>(writes.run(write -> RegistrationAccount.open(clock.instant())));
        // Shuffle the accounts, so that an account with many files does not delay all other accounts.
        Collections.shuffle(open);
        boolean any = false;
        Instant next = Instant.MAX;
        for (RegistrationAccount account : open) {
            SendResult sent = sendSome(account);
            any |= sent.any();
            next = earlier(next, sent.next());
        }
        return new SendResult(any, next);
    }

    /** Sends files of an account until no registration is due, the rate limit is reached, or the time slice ends. */
    private SendResult sendSome(RegistrationAccount account) {
        long end = System.nanoTime() + SLICE.toNanos();
        RequestRateLimiter pace = paces.of(account);
        boolean any = false;
        while (!isStopping && (!any || System.nanoTime() < end)) {
            long wait = pace.tryTake(System.nanoTime());
            if (wait > 0) {
                return new SendResult(any, clock.instant().plusNanos(wait));
            }
            FilePreparation.PreparationResult look =
                    writes.run(write -> preparation.next(account.id, id, clock.instant()));
            if (look.file() == null) {
                pace.release();
            }
            if (!look.found()) {
                break;
            }
            any = true;
            nextLook = Instant.MIN;
            if (look.file() != null) {
                PreparedFile file = look.file();
                record(file, called(file, () -> file.target().send(file.dispatch(), file.account())));
            }
        }
        return new SendResult(any, Instant.MAX);
    }

    private Answer called(PreparedFile file, Supplier<Answer> call) {
        UUID attempt = file.dispatch().attempt();
        calls.add(attempt);
        try {
            return call.get();
        } finally {
            calls.remove(attempt);
        }
    }

    private void record(PreparedFile file, Answer answer) {
        writes.run(write -> {
            recorder.record(file, answer, id, clock.instant());
            return null;
        });
    }
}
