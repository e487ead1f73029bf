package org.offprint.search.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.search.schema.RecordKind;

/**
 * Skips stored records that cannot be parsed, which should never occur. Each unreadable record is logged and counted,
 * and all other records are indexed. Otherwise, a single unreadable record would block the index forever.
 */
@Startup
@ApplicationScoped
class UnreadableRecords {

    private static final Logger LOG = Logger.getLogger(UnreadableRecords.class);

    private final Counter met;

    UnreadableRecords(MeterRegistry registry) {
        met = Counter.builder("offprint.search.unreadable")
                .description("Number of times that a stored record could not be read and was skipped")
                .register(registry);
    }

    /** Function that parses a stored record. */
    interface Reading<T, E extends Exception> {
        T read() throws E;
    }

    /** Returns the parsed record, or null if the stored data cannot be parsed. Database failures are rethrown. */
    <T, E extends Exception> T orNull(RecordKind kind, UUID id, Reading<T, E> reading) throws E {
        try {
            return reading.read();
        } catch (SqlException e) {
            throw e;
        } catch (RuntimeException e) {
            met.increment();
            LOG.errorf(e, "Cannot read the stored %s %s; searches will not find it", kind, id);
            return null;
        }
    }
}
