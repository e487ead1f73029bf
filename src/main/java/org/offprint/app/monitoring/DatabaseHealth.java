package org.offprint.app.monitoring;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;

/**
 * Readiness check that fails if the database does not respond within two seconds. The check uses the same connection
 * pool as requests. If the database disk is full, the check succeeds but reports that writes fail, because reads still
 * work.
 */
@Readiness
@ApplicationScoped
class DatabaseHealth implements HealthCheck {

    private static final long BOUND_MILLIS = 2_000;

    private final Sql sql;
    private final Writes writes;

    /** Thread that runs the database check. Concurrent callers share the result of one check. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread named = new Thread(task, "offprint-database-check");
        named.setDaemon(true);
        return named;
    });

    private CompletableFuture<Void> question = CompletableFuture.completedFuture(null);

    DatabaseHealth(Sql sql, Writes writes) {
        this.sql = sql;
        this.writes = writes;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("database");
        try {
            check().get(BOUND_MILLIS, TimeUnit.MILLISECONDS);
            return response.up()
                    .withData(
                            "writes",
                            writes.isDiskFull() ? "rejected with status 507, because the disk is full" : "accepted")
                    .build();
        } catch (TimeoutException e) {
            return response.down()
                    .withData("reason", "the database did not respond within " + BOUND_MILLIS + " ms")
                    .build();
        } catch (ExecutionException e) {
            // Only log the cause, because it contains host and user names and this response is public.
            return response.down()
                    .withData("reason", "a database query failed; the service log contains the cause")
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return response.down().build();
        }
    }

    private synchronized CompletableFuture<Void> check() {
        if (question.isDone()) {
            question = CompletableFuture.runAsync(() -> sql.list("select 1", row -> null), thread);
        }
        return question;
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }
}
