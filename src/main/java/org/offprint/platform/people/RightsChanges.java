package org.offprint.platform.people;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;

/**
 * Runs transactions that change rights, for example by revoking an API key or ending a session. Each call returns only
 * after all nodes have cleared their caches of secrets, so the next request on any node uses the new rights.
 */
@ApplicationScoped
public class RightsChanges {

    private static final Logger LOG = Logger.getLogger(RightsChanges.class);

    private final Sql sql;
    private final List<Runnable> cacheClearers = new CopyOnWriteArrayList<>();
    private volatile LongConsumer others = number -> {};

    RightsChanges(Sql sql) {
        this.sql = sql;
    }

    /** Registers a callback, which must be fast, to run on this node after each change of rights on any node. */
    public void onChange(Runnable forget) {
        cacheClearers.add(forget);
    }

    /**
     * Sets the callback that waits until the other nodes have cleared their caches up to the given change number. The
     * callback runs after each change of rights on this node.
     */
    public void awaitOthers(LongConsumer wait) {
        others = wait;
    }

    /**
     * Runs a change of rights in a new transaction. Returns the result after all nodes have stopped using the previous
     * rights.
     */
    public <T> T apply(Supplier<T> work) {
        T result = QuarkusTransaction.requiringNew().call(work::get);
        clearCaches();
        try {
            // The change number is increased only after the commit, so that a node that sees the new number also sees
            // the change.
            sql.first("select nextval('rights_change')", row -> row.getLong(1)).ifPresent(others::accept);
        } catch (SqlException e) {
            LOG.warnf(
                    "Other nodes may use the previous rights for some seconds, because they could not be"
                            + " notified: %s",
                    e.getMessage());
        }
        return result;
    }

    /** Runs a change of rights that returns no result. Otherwise behaves like {@link #apply}. */
    public void run(Runnable work) {
        apply(() -> {
            work.run();
            return null;
        });
    }

    /** Clears the caches of secrets on this node. */
    public void clearCaches() {
        cacheClearers.forEach(Runnable::run);
    }
}
