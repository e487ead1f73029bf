package org.offprint.platform.database.embedded;

import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.offprint.platform.database.DatabaseStartException;

/** Starts the server again where it was when it ends by itself: killed by the system, or by its own fault. */
final class ServerWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ServerWatch.class);
    private static final long LOOK_MILLIS = 500;
    private static final long SHORTEST_PAUSE_SECONDS = 1;
    private static final long LONGEST_PAUSE_SECONDS = 60;
    private static final long PATIENCE_SECONDS = 10;

    private final Cluster cluster;
    private final ServerLogin login;
    private final Thread thread = new Thread(this::run, "offprint-database-watch");
    private volatile boolean closed;

    ServerWatch(Cluster cluster, ServerLogin login) {
        this.cluster = cluster;
        this.login = login;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            ServerProcess server = ServerProcess.of(cluster.pidFile());
            while (!closed) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                if (!server.runs() && !closed) {
                    startAgain();
                    server = ServerProcess.of(cluster.pidFile());
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void startAgain() throws InterruptedException {
        LOG.errorf("The database in %s has ended and is started again", cluster.path());
        for (long pause = SHORTEST_PAUSE_SECONDS; !closed; pause = Math.min(LONGEST_PAUSE_SECONDS, 2 * pause)) {
            try {
                cluster.startAt(login.port(), login.password());
                LOG.infof("The database in %s runs again", cluster.path());
                return;
            } catch (DatabaseStartException e) {
                LOG.errorf("The database does not start and is tried again in %d s: %s", pause, e.getMessage());
            }
            TimeUnit.SECONDS.sleep(pause);
        }
    }

    /** Ends the watch, in the middle of a start too; the server may be stopped then. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
