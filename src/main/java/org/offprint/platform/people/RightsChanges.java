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
 * Transactions that change rights: revoking a key, ending a session, or changing the rights of a person. A change
 * returns after all nodes have cleared their caches of secrets, so it applies to the next request on any node.
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

    /** Registers an action that runs on this node after each change on any node. It must be fast. */
    public void onChange(Runnable forget) {
        cacheClearers.add(forget);
    }

    /**
     * Sets the action that waits until the remaining nodes have cleared their caches up to a change number. It runs
     * after each change on this node.
     */
    public void awaitOthers(LongConsumer wait) {
        others = wait;
    }

    /** Runs the work in a new transaction. Returns its result after no node uses the previous rights any more. */
    public <T> T apply(Supplier<T> work) {
        T result = QuarkusTransaction.requiringNew().call(work::get);
        clearCaches();
        try {
            // Runs after the commit, so that nodes that see the number also see the change.
            sql.first("select nextval('rights_change')", row -> row.getLong(1)).ifPresent(others::accept);
        } catch (SqlException e) {
            LOG.warnf("Nodes may use the previous rights for some seconds: %s", e.getMessage());
        }
        return result;
    }

    /** Runs work without a result in the same way. */
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
