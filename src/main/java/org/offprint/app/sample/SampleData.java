package org.offprint.app.sample;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.kernel.json.Json;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.files.store.InsufficientStorageException;

/**
 * Adds a fictional journal to an empty store before the service accepts requests, if {@code offprint.sample-data} is
 * set. The sample journal is added in a single transaction. If several nodes start at once, only one of them adds the
 * sample journal.
 */
@Singleton
class SampleData {

    private static final Logger LOG = Logger.getLogger(SampleData.class);

    /**
     * Advisory lock that prevents several nodes from creating the sample journal at once. The lock number is "sample"
     * in ASCII.
     */
    private static final long LOCK = 0x73616d706c65L;

    /**
     * Names of the resource files with the steps that create the sample journal. Files and their steps are processed in
     * order.
     */
    private static final List<String> FILES =
            List.of("journals", "affiliations", "issues", "articles", "files", "publications");

    private final boolean isWanted;
    private final Writes writes;
    private final SampleSteps steps;
    private final Sql sql;

    SampleData(
            @ConfigProperty(name = "offprint.sample-data", defaultValue = "false") boolean isWanted,
            Writes writes,
            SampleSteps steps,
            Sql sql) {
        this.isWanted = isWanted;
        this.writes = writes;
        this.steps = steps;
        this.sql = sql;
    }

    void fillOnStart(@Observes StartupEvent event) {
        if (!isWanted) {
            return;
        }
        try {
            LOG.info(
                    fill()
                            ? "The store was empty, and the sample journal was added: /v1/journals/tidal-archaeology"
                            : "The store is not empty, so the sample journal was not added");
        } catch (RuntimeException e) {
            String reason = fullDisk(e);
            if (reason == null) {
                throw e;
            }
            LOG.errorf(
                    "The sample journal was not added, because the disk is nearly full. %s Free some disk space and"
                            + " start the service again.",
                    reason);
        }
    }

    /** Returns the error message if a full disk caused the failure, otherwise null. */
    private static String fullDisk(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InsufficientStorageException) {
                return cause.getMessage();
            }
        }
        return SqlException.DISK_FULL.equals(SqlException.stateOf(failure))
                ? "The disk of the database is full."
                : null;
    }

    /** Adds the sample journal if the store is empty, and returns whether the journal was added. */
    boolean fill() {
        return writes.runAndWait(this::fill);
    }

    private boolean fill(WriteContext write) {
        sql.list("select pg_advisory_xact_lock(?)", row -> null, LOCK);
        // Query in a separate statement, which sees concurrent commits of other nodes. The query includes the change
        // log, which also contains deleted records.
        boolean isEmpty = sql.first(
                        "select not exists (select from change)"
                                + " and not exists (select from journal) and not exists (select from affiliation)",
                        row -> row.getBoolean(1))
                .orElseThrow();
        if (isEmpty) {
            FILES.forEach(file -> read(file).forEach(step -> steps.perform(step, write)));
        }
        return isEmpty;
    }

    private static List<SampleStep> read(String name) {
        try (InputStream file = SampleData.class.getResourceAsStream("/sample/" + name + ".json")) {
            return List.of(Json.read(file.readAllBytes(), SampleStep[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
