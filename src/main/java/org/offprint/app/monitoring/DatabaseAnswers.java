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
import org.offprint.platform.database.sql.Sql;

/** Ready only while the database answers, within two seconds, on a connection of the pool that requests use. */
@Readiness
@ApplicationScoped
class DatabaseAnswers implements HealthCheck {

    private static final long BOUND_MILLIS = 2_000;

    private final Sql sql;

    /** One thread: while a question waits, those who ask wait for the same answer. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread named = new Thread(task, "offprint-database-check");
        named.setDaemon(true);
        return named;
    });

    private CompletableFuture<Void> question = CompletableFuture.completedFuture(null);

    DatabaseAnswers(Sql sql) {
        this.sql = sql;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("database");
        try {
            ask().get(BOUND_MILLIS, TimeUnit.MILLISECONDS);
            return response.up().build();
        } catch (TimeoutException e) {
            return response.down()
                    .withData("reason", "no answer within " + BOUND_MILLIS + " ms")
                    .build();
        } catch (ExecutionException e) {
            // Why it does not answer names hosts and users, and this is read by anybody; the log has it.
            return response.down().withData("reason", "it cannot be asked").build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return response.down().build();
        }
    }

    private synchronized CompletableFuture<Void> ask() {
        if (question.isDone()) {
            question = CompletableFuture.runAsync(() -> sql.list("select 1", row -> null), thread);
        }
        return question;
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }
}
