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
 * Changes rights: revokes a key, ends a session, gives a person rights or takes them. A change is answered when all nodes
 * have forgotten what they remember of secrets, so that it holds from the next request on, at whichever node that arrives.
 */
@ApplicationScoped
public class RightsChanges {

    private static final Logger LOG = Logger.getLogger(RightsChanges.class);

    private final Sql sql;
    private final List<Runnable> memories = new CopyOnWriteArrayList<>();
    private volatile LongConsumer others = number -> {};

    RightsChanges(Sql sql) {
        this.sql = sql;
    }

    /** Runs this on this node, after each change of any node; must be quick. */
    public void onChange(Runnable forget) {
        memories.add(forget);
    }

    /** Has each change of this node wait for other nodes: until they have forgotten everything up to its number. */
    public void awaitOthers(LongConsumer wait) {
        others = wait;
    }

    /** Runs the work in a transaction of its own; returns its result when no node goes by what was before. */
    public <T> T make(Supplier<T> work) {
        T result = QuarkusTransaction.requiringNew().call(work::get);
        forget();
        try {
            // After the commit: whoever sees the number reads what was changed.
            sql.first("select nextval('rights_change')", row -> row.getLong(1)).ifPresent(others::accept);
        } catch (SqlException e) {
            LOG.warnf("Other nodes may go by rights of before for some seconds: %s", e.getMessage());
        }
        return result;
    }

    /** Does work that has no result in the same way. */
    public void run(Runnable work) {
        make(() -> {
            work.run();
            return null;
        });
    }

    /** Forgets on this node what is remembered of secrets. */
    public void forget() {
        memories.forEach(Runnable::run);
    }
}
