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
 * Stored records that cannot be read, of which there should be none. They are passed over, each with a line in the log, so
 * that all others are found: an index that waited for them would wait for ever.
 */
@Startup
@ApplicationScoped
class UnreadableRecords {

    private static final Logger LOG = Logger.getLogger(UnreadableRecords.class);

    private final Counter met;

    UnreadableRecords(MeterRegistry registry) {
        met = Counter.builder("offprint.search.unreadable")
                .description("Times that a stored record could not be read and was passed over")
                .register(registry);
    }

    /** Makes something of what is stored. */
    interface Reading<T, E extends Exception> {
        T read() throws E;
    }

    /**
     * Returns the record that is read; null where it cannot be made of what is stored. Failures of the database are
     * thrown on.
     */
    <T, E extends Exception> T orNull(RecordKind kind, UUID id, Reading<T, E> reading) throws E {
        try {
            return reading.read();
        } catch (SqlException e) {
            throw e;
        } catch (RuntimeException e) {
            met.increment();
            LOG.errorf(e, "The stored %s %s cannot be read and is not found by searches", kind, id);
            return null;
        }
    }
}
